//===- ControlCodes.cpp - Device control codes in an image ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "image/ControlCodes.h"
#include "image/Image.h"
#include <cstring>
#include <set>

namespace kernel {
namespace image {

namespace {
constexpr unsigned MaxCodes = 24;
// The case after the lowest one of a dense switch differs in the function
// number, which stands above the two bits of the transfer method.
constexpr uint32_t NextFunction = 4;
constexpr unsigned CasesOfSwitch = 6;

/// Device types below 0x8000 are Microsoft's, of which few are in use.
bool isControlCode(uint32_t Value) {
  uint32_t Type = Value >> 16;
  uint32_t Function = Value >> 2 & 0xFFF;
  if (Type >= 2 && Type <= 0x60)
    return Function != 0;
  // With custom types only custom functions: NTSTATUS values look alike.
  return Type >= 0x8000 && Type != 0xFFFF && (Function & 0x800);
}

/// Length of what stands between a ModRM byte and an immediate operand.
size_t operandSize(uint8_t ModRm) {
  unsigned Mod = ModRm >> 6, Rm = ModRm & 7;
  size_t Sib = Mod != 3 && Rm == 4;
  return Sib + (Mod == 1 ? 1 : Mod == 2 || (Mod == 0 && Rm == 5) ? 4 : 0);
}

struct Number {
  size_t At = 0;      ///< 0: the instruction has none
  bool IsSum = false; ///< added to something: the code itself is negated
};

/// The 32-bit number of the instruction at \p At, if it is one of those that
/// compare with a constant.
Number numberAt(const uint8_t *Code, size_t At) {
  uint8_t Opcode = Code[At], ModRm = Code[At + 1];
  unsigned Operation = ModRm >> 3 & 7;
  if (Opcode >= 0xB8 && Opcode <= 0xBF) // mov register, number: an addend
    return {At + 1, true};
  switch (Opcode) {
  case 0x3D: // cmp eax, number
  case 0x2D: // sub eax, number
    return {At + 1, false};
  case 0x05: // add eax, number
    return {At + 1, true};
  case 0x81: // add, sub or cmp with any operand
    if (Operation == 0 || Operation == 5 || Operation == 7)
      return {At + 2 + operandSize(ModRm), Operation == 0};
    return {};
  case 0x8D: // lea register, [register + number]
    return ModRm >> 6 == 2 ? Number{At + 2 + ((ModRm & 7) == 4), true}
                           : Number{};
  default:
    return {};
  }
}
} // namespace

std::vector<uint32_t> controlCodesIn(const uint8_t *Code, size_t Size) {
  constexpr size_t LongestInstruction = 15;
  std::set<uint32_t> Exact, Near;
  for (size_t At = 0; At + LongestInstruction < Size; ++At) {
    Number Found = numberAt(Code, At);
    if (!Found.At)
      continue;
    uint32_t Value;
    memcpy(&Value, Code + Found.At, sizeof(Value));
    if (Found.IsSum)
      Value = -Value;
    if (!isControlCode(Value))
      continue;
    Exact.insert(Value);
    for (unsigned I = 1; I != CasesOfSwitch; ++I)
      Near.insert(Value + I * NextFunction);
  }
  std::set<uint32_t> All(Exact);
  for (uint32_t Value : Near)
    if (All.size() < MaxCodes)
      All.insert(Value);
  return std::vector<uint32_t>(All.begin(), All.end());
}

std::vector<uint32_t> controlCodes() {
  std::set<uint32_t> All;
  for (const Section &S : sections()) {
    if (!S.Executable)
      continue;
    std::vector<uint32_t> Found = controlCodesIn(base() + S.Rva, S.Size);
    All.insert(Found.begin(), Found.end());
  }
  return std::vector<uint32_t>(All.begin(), All.end());
}

} // namespace image
} // namespace kernel
