//===- Format.cpp - Formatted output as the kernel's runtime does it ------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "rtl/Format.h"
#include "nt/Types.h"
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <type_traits>

namespace kernel {
namespace rtl {

namespace {

/// One conversion: %[flags][width][.precision][size]type.
struct Spec {
  bool Left = false, Plus = false, Space = false, Alternate = false;
  bool Zero = false;
  int Width = 0;
  int Precision = -1;
  bool Half = false, Byte = false, Wide = false; // h, hh, l or w
  bool Is64 = false;                             // ll, I64, I, z, t, j
  char Type = 0;
};

template <class Char> class Sink {
public:
  Sink(Char *Out, size_t Capacity) : Out(Out), Capacity(Capacity) {}
  void put(uint32_t C) {
    if (Count < Capacity)
      Out[Count] = Char(C);
    ++Count;
  }
  void fill(uint32_t C, int N) {
    for (; N > 0; --N)
      put(C);
  }
  size_t count() const { return Count; }

private:
  Char *Out;
  size_t Capacity;
  size_t Count = 0;
};

template <class Char> bool skip(const Char *&F, const char *Text) {
  size_t Length = strlen(Text);
  for (size_t I = 0; I != Length; ++I)
    if (F[I] != Char(Text[I]))
      return false;
  F += Length;
  return true;
}

template <class Char> void parseFlags(const Char *&F, Spec &S) {
  for (;; ++F)
    switch (*F) {
    case '-':
      S.Left = true;
      break;
    case '+':
      S.Plus = true;
      break;
    case ' ':
      S.Space = true;
      break;
    case '#':
      S.Alternate = true;
      break;
    case '0':
      S.Zero = true;
      break;
    default:
      return;
    }
}

template <class Char> int parseNumber(const Char *&F, Arguments &Args) {
  if (*F == '*') {
    ++F;
    return int(Args.take());
  }
  int N = 0;
  for (; *F >= '0' && *F <= '9'; ++F)
    N = std::min(N * 10 + int(*F - '0'), 100000);
  return N;
}

template <class Char> void parseSize(const Char *&F, Spec &S) {
  if (skip(F, "I64") || skip(F, "ll") || skip(F, "z") || skip(F, "t") ||
      skip(F, "j"))
    S.Is64 = true;
  else if (skip(F, "hh"))
    S.Byte = true;
  else if (skip(F, "h"))
    S.Half = true;
  else if (skip(F, "l") || skip(F, "w"))
    S.Wide = true;
  else if (!skip(F, "I32") && skip(F, "I"))
    S.Is64 = true;
}

template <class Char> Spec parse(const Char *&F, Arguments &Args) {
  Spec S;
  parseFlags(F, S);
  S.Width = parseNumber(F, Args);
  if (S.Width < 0) {
    S.Left = true;
    S.Width = -S.Width;
  }
  if (*F == '.') {
    ++F;
    S.Precision = parseNumber(F, Args);
  }
  parseSize(F, S);
  S.Type = char(*F);
  if (*F)
    ++F;
  return S;
}

template <class Out, class In>
void putText(Sink<Out> &To, const Spec &S, const In *Text, size_t Length) {
  if (S.Precision >= 0)
    Length = std::min<size_t>(Length, S.Precision);
  int Padding = S.Width - int(Length);
  if (!S.Left)
    To.fill(' ', Padding);
  for (size_t I = 0; I != Length; ++I)
    To.put(std::make_unsigned_t<In>(Text[I]));
  if (S.Left)
    To.fill(' ', Padding);
}

template <class In> size_t lengthOf(const In *Text, int Limit) {
  size_t N = 0;
  while ((Limit < 0 || N < size_t(Limit)) && Text[N])
    ++N;
  return N;
}

template <class Out>
void putString(Sink<Out> &To, const Spec &S, uint64_t Value, bool Wide) {
  if (!Value)
    return putText(To, S, "(null)", 6);
  if (Wide) {
    auto *Text = reinterpret_cast<const char16_t *>(Value);
    return putText(To, S, reinterpret_cast<const uint16_t *>(Text),
                   lengthOf(Text, S.Precision));
  }
  auto *Text = reinterpret_cast<const char *>(Value);
  putText(To, S, Text, lengthOf(Text, S.Precision));
}

template <class Out>
void putCounted(Sink<Out> &To, const Spec &S, uint64_t Value) {
  if (!Value)
    return putText(To, S, "(null)", 6);
  if (S.Wide) {
    auto *Text = reinterpret_cast<const nt::UNICODE_STRING *>(Value);
    return putText(To, S, reinterpret_cast<const uint16_t *>(Text->Buffer),
                   Text->Length / 2);
  }
  auto *Text = reinterpret_cast<const nt::ANSI_STRING *>(Value);
  putText(To, S, Text->Buffer, Text->Length);
}

uint64_t narrowed(const Spec &S, uint64_t Value, bool Signed) {
  if (S.Is64)
    return Value;
  if (S.Byte)
    return Signed ? uint64_t(int8_t(Value)) : uint8_t(Value);
  if (S.Half)
    return Signed ? uint64_t(int16_t(Value)) : uint16_t(Value);
  return Signed ? uint64_t(int32_t(Value)) : uint32_t(Value);
}

/// The host's printf does numbers, with the sizes made explicit.
template <class Out>
void putNumber(Sink<Out> &To, const Spec &S, uint64_t Raw) {
  bool Signed = S.Type == 'd' || S.Type == 'i';
  uint64_t Value = narrowed(S, Raw, Signed);
  char Format[16], Text[512];
  char *F = Format;
  *F++ = '%';
  if (S.Left)
    *F++ = '-';
  if (S.Plus)
    *F++ = '+';
  if (S.Space)
    *F++ = ' ';
  if (S.Alternate)
    *F++ = '#';
  if (S.Zero)
    *F++ = '0';
  for (char C : {'*', '.', '*', 'l', 'l', S.Type, '\0'})
    *F++ = C;
  int Width = std::min(S.Width, 400);
  int Length = snprintf(Text, sizeof(Text), Format, Width,
                        std::min(S.Precision, 400), (long long)(Value));
  for (int I = 0; I < Length; ++I)
    To.put(uint8_t(Text[I]));
}

template <class Out>
void putFloating(Sink<Out> &To, const Spec &S, uint64_t Raw) {
  double Value;
  memcpy(&Value, &Raw, sizeof(Value));
  char Format[] = {'%', '*', '.', '*', S.Type, '\0'}, Text[512];
  int Length = snprintf(Text, sizeof(Text), Format, std::min(S.Width, 100),
                        std::min(S.Precision, 100), Value);
  for (int I = 0; I < std::min<int>(Length, sizeof(Text) - 1); ++I)
    To.put(uint8_t(Text[I]));
}

template <class Char>
void convert(Sink<Char> &To, const Spec &S, Arguments &Args) {
  constexpr bool WideOutput = sizeof(Char) == 2;
  switch (S.Type) {
  case 'd':
  case 'i':
  case 'u':
  case 'x':
  case 'X':
  case 'o':
    return putNumber(To, S, Args.take());
  case 'p': {
    Spec Pointer;
    Pointer.Type = 'X';
    Pointer.Is64 = true;
    Pointer.Precision = 16;
    return putNumber(To, Pointer, Args.take());
  }
  case 's':
    return putString(To, S, Args.take(), S.Wide || (WideOutput && !S.Half));
  case 'S':
    return putString(To, S, Args.take(), !WideOutput);
  case 'Z':
    return putCounted(To, S, Args.take());
  case 'c':
  case 'C': {
    uint16_t C = uint16_t(Args.take());
    return putText(To, S, &C, 1);
  }
  case 'e':
  case 'f':
  case 'g':
  case 'E':
  case 'G':
    return putFloating(To, S, Args.take());
  default:
    if (S.Type)
      To.put(uint8_t(S.Type)); // %% and whatever is none of ours
  }
}

template <class Char>
size_t formatAny(Char *Out, size_t Capacity, const Char *F, Arguments Args) {
  Sink<Char> To(Out, Capacity);
  while (*F) {
    if (*F != '%') {
      To.put(std::make_unsigned_t<Char>(*F++));
      continue;
    }
    ++F;
    convert(To, parse(F, Args), Args);
  }
  return To.count();
}
} // namespace

size_t format(char *Out, size_t Capacity, const char *Format, Arguments Args) {
  return formatAny(Out, Capacity, Format, Args);
}

size_t format(char16_t *Out, size_t Capacity, const char16_t *Format,
              Arguments Args) {
  return formatAny(reinterpret_cast<uint16_t *>(Out), Capacity,
                   reinterpret_cast<const uint16_t *>(Format), Args);
}

} // namespace rtl
} // namespace kernel
