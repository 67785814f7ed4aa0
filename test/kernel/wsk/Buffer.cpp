//===- Buffer.cpp - Memory lent with a WSK_BUF ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Buffer.h"
#include "mm/Mdl.h"
#include "mm/Pool.h"
#include "monitor/Lifetime.h"
#include "monitor/Rules.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace wsk {

char *address(const MDL &M) { return reinterpret_cast<char *>(mdl::start(&M)); }

static bool isResident(const MDL &M) {
  return M.MdlFlags & (nt::MDL_PAGES_LOCKED | nt::MDL_SOURCE_IS_NONPAGED_POOL |
                       nt::MDL_PARTIAL);
}

/// Windows stops here (fact W13).
[[noreturn]] static void leavesChain(const Operation &Op, const WSK_BUF &Buf) {
  monitor::fatal(monitor::WskBufBounds,
                 "%s: offset %u and length %zu leave the MDL chain",
                 Op.Function, Buf.Offset, Buf.Length);
}

/// A wild pointer: nothing of it may be looked at.
static void checkMdl(const Operation &Op, const MDL *M) {
  if (M && !isReadable(M, sizeof(MDL)))
    bugcheck("mem-bad-access", "%s is given an MDL at %p, where there is none",
             Op.Function, static_cast<const void *>(M));
}

bool lend(Operation &Op, const WSK_BUF &Buf) {
  if (!Buf.Mdl && !Buf.Length)
    return true;
  checkMdl(Op, Buf.Mdl);
  if (!Buf.Mdl || Buf.Offset > Buf.Mdl->ByteCount)
    leavesChain(Op, Buf);
  size_t Skip = Buf.Offset, Left = Buf.Length;
  for (MDL *M = Buf.Mdl; M && (Left || M == Buf.Mdl); M = M->Next) {
    if (M != Buf.Mdl)
      checkMdl(Op, M);
    if (!isResident(*M)) {
      monitor::violation(monitor::MdlNotResident,
                         "%s: the MDL describes memory that is neither locked "
                         "nor non-paged",
                         Op.Function);
      return false;
    }
    size_t Size = std::min<size_t>(M->ByteCount - Skip, Left);
    if (Size)
      Op.Data.push_back({address(*M) + Skip, Size});
    if (Op.Irp)
      monitor::lend(&Op, M, address(*M), M->ByteCount, Op.Function, Op.Made);
    Left -= Size;
    Skip = 0;
  }
  Op.Wanted += Buf.Length;
  if (Left)
    leavesChain(Op, Buf);
  return true;
}

bool lend(Operation &Op, const WSK_BUF_LIST *List) {
  for (; List; List = List->Next)
    if (!lend(Op, List->Buffer))
      return false;
  return true;
}

run::vector<Span> rest(const Operation &Op) {
  run::vector<Span> Left;
  size_t Skip = Op.Moved;
  for (const Span &S : Op.Data) {
    if (Skip >= S.Size) {
      Skip -= S.Size;
      continue;
    }
    Left.push_back({S.Begin + Skip, S.Size - Skip});
    Skip = 0;
  }
  return Left;
}

size_t fill(const run::vector<Span> &Spans, const char *From, size_t Size) {
  size_t Done = 0;
  for (const Span &S : Spans) {
    size_t Part = std::min(S.Size, Size - Done);
    memcpy(S.Begin, From + Done, Part);
    Done += Part;
  }
  return Done;
}

} // namespace wsk
} // namespace kernel
