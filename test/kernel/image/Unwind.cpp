//===- Unwind.cpp - Walking the driver's stack ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "image/Unwind.h"
#include "base/Machine.h"
#include "base/Report.h"
#include "base/Scheduler.h"
#include <cstring>

namespace kernel {
namespace image {

namespace {
enum Operation : uint8_t {
  PushNonvolatile = 0,
  AllocateLarge = 1,
  AllocateSmall = 2,
  SetFrameRegister = 3,
  SaveNonvolatile = 4,
  SaveNonvolatileFar = 5,
  Epilog = 6,
  Spare = 7,
  SaveXmm = 8,
  SaveXmmFar = 9,
  PushMachineFrame = 10,
};
enum : uint8_t { HasExceptionHandler = 1, HasUnwindHandler = 2, IsChained = 4 };

struct UnwindCode {
  uint8_t CodeOffset;
  uint8_t Op : 4;
  uint8_t Info : 4;
};
struct UnwindInfo {
  uint8_t Version : 3;
  uint8_t Flags : 5;
  uint8_t PrologSize;
  uint8_t CodeCount;
  uint8_t FrameRegister : 4;
  uint8_t FrameOffset : 4;
  UnwindCode Codes[1];
};

bool load(uint64_t Address, uint64_t &Out) {
  auto *Place = reinterpret_cast<const void *>(Address);
  if (!machine::isOnStack(Place) || (Address & 7))
    return false;
  memcpy(&Out, Place, 8);
  return true;
}

/// How many slots of the code array \p Code takes.
unsigned slots(const UnwindCode &Code) {
  switch (Code.Op) {
  case AllocateLarge:
    return Code.Info ? 3 : 2;
  case SaveNonvolatile:
  case SaveXmm:
  case Epilog:
    return 2;
  case SaveNonvolatileFar:
  case SaveXmmFar:
  case Spare:
    return 3;
  default:
    return 1;
  }
}

uint32_t operand(const UnwindCode *Code, bool Far) {
  uint16_t Low, High;
  memcpy(&Low, Code + 1, 2);
  if (!Far)
    return Low;
  memcpy(&High, Code + 2, 2);
  return Low | uint32_t(High) << 16;
}

/// Undoes one operation of the prolog; \p Base is the frame's fixed part.
bool undo(const UnwindCode *Code, const UnwindInfo &Info, uint64_t Base,
          Registers &Regs) {
  uint64_t &Rsp = Regs.Gpr[RSP];
  switch (Code->Op) {
  case PushNonvolatile:
    if (!load(Rsp, Regs.Gpr[Code->Info]))
      return false;
    Rsp += 8;
    return true;
  case AllocateLarge:
    Rsp += Code->Info ? operand(Code, true) : operand(Code, false) * 8u;
    return true;
  case AllocateSmall:
    Rsp += Code->Info * 8u + 8;
    return true;
  case SetFrameRegister:
    Rsp = Regs.Gpr[Info.FrameRegister] - Info.FrameOffset * 16u;
    return true;
  case SaveNonvolatile:
    return load(Base + operand(Code, false) * 8u, Regs.Gpr[Code->Info]);
  case SaveNonvolatileFar:
    return load(Base + operand(Code, true), Regs.Gpr[Code->Info]);
  case SaveXmm:
  case SaveXmmFar: {
    bool Far = Code->Op == SaveXmmFar;
    uint64_t At = Base + operand(Code, Far) * (Far ? 1u : 16u);
    uint64_t Half[2];
    if (!load(At, Half[0]) || !load(At + 8, Half[1]))
      return false;
    memcpy(Regs.Xmm[Code->Info], Half, 16);
    return true;
  }
  case PushMachineFrame:
    return false; // only interrupt handlers have one
  default:
    return true;
  }
}

/// Undoes the prolog as far as it has run at \p Offset into the function.
bool undoProlog(const UnwindInfo &Info, uint32_t Offset, uint64_t Base,
                Registers &Regs) {
  for (unsigned I = 0; I < Info.CodeCount;) {
    const UnwindCode *Code = &Info.Codes[I];
    if (Code->Op == Epilog || Offset >= Code->CodeOffset)
      if (!undo(Code, Info, Base, Regs))
        return false;
    I += slots(*Code);
  }
  return true;
}

const uint8_t *afterCodes(const UnwindInfo &Info) {
  return reinterpret_cast<const uint8_t *>(Info.Codes) +
         ((Info.CodeCount + 1) & ~1) * sizeof(UnwindCode);
}

bool popReturn(Registers &Regs) {
  uint64_t &Rsp = Regs.Gpr[RSP];
  if (!load(Rsp, Regs.Rip))
    return false;
  Rsp += 8;
  return true;
}
} // namespace

Registers callerOf(const CallFrame &Frame) {
  Registers Regs = {};
  Regs.Rip = Frame.Rip;
  Regs.Gpr[RSP] = Frame.Rsp + 8;
  Regs.Gpr[RBX] = Frame.Rbx;
  Regs.Gpr[RBP] = Frame.Rbp;
  Regs.Gpr[RSI] = Frame.Rsi;
  Regs.Gpr[RDI] = Frame.Rdi;
  Regs.Gpr[12] = Frame.R12;
  Regs.Gpr[13] = Frame.R13;
  Regs.Gpr[14] = Frame.R14;
  Regs.Gpr[15] = Frame.R15;
  memcpy(Regs.Xmm[6], Frame.Xmm, sizeof(Frame.Xmm));
  return Regs;
}

bool unwindFrame(Registers &Regs, FrameInfo &Out) {
  Out = FrameInfo();
  auto *Pc = reinterpret_cast<const uint8_t *>(Regs.Rip);
  const RuntimeFunction *Function = functionAt(Pc);
  Out.Establisher = Regs.Gpr[RSP];
  if (!Function)
    return popReturn(Regs);
  Out.Function = Function;
  uint32_t Offset = uint32_t(Pc - base()) - Function->Begin;
  for (bool Innermost = true;; Innermost = false) {
    auto &Info =
        *reinterpret_cast<const UnwindInfo *>(base() + Function->UnwindInfo);
    // Until the frame register is set, the frame hangs on rsp.
    bool FrameSet =
        Info.FrameRegister && (!Innermost || Offset >= Info.PrologSize);
    uint64_t Base = FrameSet
                        ? Regs.Gpr[Info.FrameRegister] - Info.FrameOffset * 16u
                        : Regs.Gpr[RSP];
    if (Innermost)
      Out.Establisher = Base;
    if (Innermost && Offset >= Info.PrologSize &&
        (Info.Flags & (HasExceptionHandler | HasUnwindHandler)) &&
        !(Info.Flags & IsChained)) {
      const uint8_t *Tail = afterCodes(Info);
      memcpy(&Out.HandlerRva, Tail, 4);
      Out.HandlerData = Tail + 4;
      Out.HandlesExceptions = Info.Flags & HasExceptionHandler;
      Out.HandlesUnwind = Info.Flags & HasUnwindHandler;
    }
    if (!undoProlog(Info, Innermost ? Offset : ~0u, Base, Regs))
      return false;
    if (!(Info.Flags & IsChained))
      return popReturn(Regs);
    Function = reinterpret_cast<const RuntimeFunction *>(afterCodes(Info));
  }
}

} // namespace image

namespace {
void walk(const CallFrame &Frame, Stack &Out) {
  if (!Frame.Rip)
    return;
  image::Registers Regs = image::callerOf(Frame);
  while (Out.Count != Stack::Max &&
         image::contains(reinterpret_cast<void *>(Regs.Rip))) {
    Out.Pcs[Out.Count++] = Regs.Rip;
    image::FrameInfo Info;
    if (!image::unwindFrame(Regs, Info))
      return;
  }
}
} // namespace

Stack stackOf(const Fiber &F) {
  Stack Found;
  if (Detailed)
    walk(*F.Frame, Found);
  else if (F.Frame->Rip)
    Found.Pcs[Found.Count++] = F.Frame->Rip;
  return Found;
}

Stack captureStack() { return self() ? stackOf(*self()) : Stack(); }

} // namespace kernel
