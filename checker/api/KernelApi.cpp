//===- KernelApi.cpp - What kernel routines do ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "api/KernelApi.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;
using namespace wsk;

static const KernelRow Rows[] = {
#define KERNEL_CALL(Name, Args, Returns, Op, Blocks, Irql)                     \
  {Name, Args, KernelReturn::Returns, KernelOp::Op, Blocks, Irql},
#include "api/KernelApi.def"
};

static const StringMap<const KernelRow *> &rowsByName() {
  static const StringMap<const KernelRow *> Map = [] {
    StringMap<const KernelRow *> M;
    for (const KernelRow &Row : Rows)
      M[Row.Name] = &Row;
    return M;
  }();
  return Map;
}

// InterlockedOr64NoFence, _InterlockedExchange, ReadULongAcquire: ordering and
// width do not matter to what the operation does on one path.
static StringRef atomicFamily(StringRef Name) {
  while (Name.starts_with("_"))
    Name = Name.drop_front();
  // The compiler's bit instructions.
  if (Name.consume_front("interlockedbittestand"))
    return Name.starts_with("set") ? "InterlockedBitTestAndSet"
                                   : "InterlockedBitTestAndReset";
  if (!Name.starts_with("Interlocked") && !Name.starts_with("Read") &&
      !Name.starts_with("Write"))
    return "";
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (StringRef Suffix : {"NoFence", "Acquire", "Release", "Raw", "8", "16",
                             "64", "_acq", "_rel", "_nf"})
      Changed |= Name.consume_back(Suffix);
  }
  return Name;
}

const KernelRow *wsk::findKernelRow(StringRef Name) {
  auto It = rowsByName().find(Name);
  if (It == rowsByName().end())
    It = rowsByName().find(atomicFamily(Name));
  return It == rowsByName().end() ? nullptr : It->second;
}

bool wsk::mayRaise(StringRef Name) {
  static const StringSet<> Names = {
#define RAISING_CALL(Name) Name,
#include "api/RaisingCalls.def"
  };
  return Names.contains(Name);
}
