//===- CString.cpp - String functions of the C runtime --------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Report.h"
#include "rtl/Format.h"
#include <cstdlib>
#include <cstring>
#include <string>
#include <type_traits>

namespace kernel {
namespace {
using namespace nt;

template <class C> uint32_t code(C Value) {
  return std::make_unsigned_t<C>(Value);
}
template <> uint32_t code(char16_t Value) { return Value; }

template <class C> C lower(C Value) {
  return Value >= 'A' && Value <= 'Z' ? C(Value + 32) : Value;
}
template <class C> C upper(C Value) {
  return Value >= 'a' && Value <= 'z' ? C(Value - 32) : Value;
}

template <class C> MSABI size_t length(const C *Text) {
  size_t N = 0;
  while (Text[N])
    ++N;
  return N;
}
template <class C> MSABI size_t boundedLength(const C *Text, size_t Limit) {
  size_t N = 0;
  while (N != Limit && Text[N])
    ++N;
  return N;
}
template <class C, bool IgnoreCase>
int compareUpTo(const C *A, const C *B, size_t Limit) {
  for (size_t I = 0; I != Limit; ++I) {
    C X = IgnoreCase ? lower(A[I]) : A[I], Y = IgnoreCase ? lower(B[I]) : B[I];
    if (X != Y)
      return code(X) < code(Y) ? -1 : 1;
    if (!X)
      break;
  }
  return 0;
}
template <class C> MSABI int compare(const C *A, const C *B) {
  return compareUpTo<C, false>(A, B, SIZE_MAX);
}
template <class C> MSABI int compareN(const C *A, const C *B, size_t N) {
  return compareUpTo<C, false>(A, B, N);
}
template <class C> MSABI int compareI(const C *A, const C *B) {
  return compareUpTo<C, true>(A, B, SIZE_MAX);
}
template <class C> MSABI int compareNI(const C *A, const C *B, size_t N) {
  return compareUpTo<C, true>(A, B, N);
}
template <class C> MSABI C *copy(C *To, const C *From) {
  memmove(To, From, (length(From) + 1) * sizeof(C));
  return To;
}
template <class C> MSABI C *copyN(C *To, const C *From, size_t N) {
  size_t Length = boundedLength(From, N);
  memmove(To, From, Length * sizeof(C));
  memset(To + Length, 0, (N - Length) * sizeof(C));
  return To;
}
template <class C> MSABI C *append(C *To, const C *From) {
  copy(To + length(To), From);
  return To;
}
template <class C> MSABI C *appendN(C *To, const C *From, size_t N) {
  C *End = To + length(To);
  size_t Length = boundedLength(From, N);
  memmove(End, From, Length * sizeof(C));
  End[Length] = 0;
  return To;
}
template <class C, class Arg> MSABI const C *find(const C *Text, Arg Wanted) {
  for (;; ++Text) {
    if (*Text == C(Wanted))
      return Text;
    if (!*Text)
      return nullptr;
  }
}
template <class C, class Arg>
MSABI const C *findLast(const C *Text, Arg Wanted) {
  const C *Found = nullptr;
  for (;; ++Text) {
    if (*Text == C(Wanted))
      Found = Text;
    if (!*Text)
      return Found;
  }
}
template <class C> MSABI const C *findText(const C *In, const C *Wanted) {
  size_t Length = length(Wanted);
  for (;; ++In) {
    if (compareUpTo<C, false>(In, Wanted, Length) == 0)
      return In;
    if (!*In)
      return nullptr;
  }
}

#define STRING_FUNCTIONS(Prefix, C, Arg)                                       \
  KERNEL_EXPORT_AS(Prefix##len, length<C>, HIGH_LEVEL)                         \
  KERNEL_EXPORT_AS(Prefix##nlen, boundedLength<C>, HIGH_LEVEL)                 \
  KERNEL_EXPORT_AS(Prefix##cmp, compare<C>, HIGH_LEVEL)                        \
  KERNEL_EXPORT_AS(Prefix##ncmp, compareN<C>, HIGH_LEVEL)                      \
  KERNEL_EXPORT_AS(_##Prefix##icmp, compareI<C>, HIGH_LEVEL)                   \
  KERNEL_EXPORT_AS(_##Prefix##nicmp, compareNI<C>, HIGH_LEVEL)                 \
  KERNEL_EXPORT_AS(Prefix##cpy, copy<C>, HIGH_LEVEL)                           \
  KERNEL_EXPORT_AS(Prefix##ncpy, copyN<C>, HIGH_LEVEL)                         \
  KERNEL_EXPORT_AS(Prefix##cat, append<C>, HIGH_LEVEL)                         \
  KERNEL_EXPORT_AS(Prefix##ncat, appendN<C>, HIGH_LEVEL)                       \
  static ::kernel::ExportEntry Export##Prefix##chr(                            \
      #Prefix "chr", reinterpret_cast<void *>(&find<C, Arg>), HIGH_LEVEL,      \
      false);                                                                  \
  static ::kernel::ExportEntry Export##Prefix##rchr(                           \
      #Prefix "rchr", reinterpret_cast<void *>(&findLast<C, Arg>), HIGH_LEVEL, \
      false);                                                                  \
  KERNEL_EXPORT_AS(Prefix##str, findText<C>, HIGH_LEVEL)
STRING_FUNCTIONS(str, char, int)
STRING_FUNCTIONS(wcs, char16_t, uint16_t)

// C++ headers declare these overloaded, so units of C++ import them decorated.
ExportEntry DecoratedStrchr("?strchr@@YAPEBDPEBDH@Z",
                            reinterpret_cast<void *>(&find<char, int>),
                            HIGH_LEVEL, false);
ExportEntry DecoratedStrrchr("?strrchr@@YAPEBDPEBDH@Z",
                             reinterpret_cast<void *>(&findLast<char, int>),
                             HIGH_LEVEL, false);
ExportEntry DecoratedStrstr("?strstr@@YAPEBDPEBD0@Z",
                            reinterpret_cast<void *>(&findText<char>),
                            HIGH_LEVEL, false);

MSABI int toLower(int C) { return lower(C); }
MSABI int toUpper(int C) { return upper(C); }
MSABI int isDigit(int C) { return C >= '0' && C <= '9'; }
MSABI int isAlpha(int C) { return lower(C) >= 'a' && lower(C) <= 'z'; }
MSABI int isAlnum(int C) { return isDigit(C) || isAlpha(C); }
MSABI int isSpace(int C) { return C == ' ' || (C >= 9 && C <= 13); }
MSABI int isUpper(int C) { return C >= 'A' && C <= 'Z'; }
MSABI int isLower(int C) { return C >= 'a' && C <= 'z'; }
MSABI int isPrint(int C) { return C >= 32 && C < 127; }
MSABI int isXdigit(int C) {
  return isDigit(C) || (lower(C) >= 'a' && lower(C) <= 'f');
}
KERNEL_EXPORT_AS(tolower, toLower, HIGH_LEVEL)
KERNEL_EXPORT_AS(toupper, toUpper, HIGH_LEVEL)
KERNEL_EXPORT_AS(isdigit, isDigit, HIGH_LEVEL)
KERNEL_EXPORT_AS(isalpha, isAlpha, HIGH_LEVEL)
KERNEL_EXPORT_AS(isalnum, isAlnum, HIGH_LEVEL)
KERNEL_EXPORT_AS(isspace, isSpace, HIGH_LEVEL)
KERNEL_EXPORT_AS(isupper, isUpper, HIGH_LEVEL)
KERNEL_EXPORT_AS(islower, isLower, HIGH_LEVEL)
KERNEL_EXPORT_AS(isprint, isPrint, HIGH_LEVEL)
KERNEL_EXPORT_AS(isxdigit, isXdigit, HIGH_LEVEL)

MSABI int32_t toInt(const char *Text) {
  return int32_t(strtol(Text, nullptr, 10));
}
KERNEL_EXPORT_AS(atoi, toInt, HIGH_LEVEL)
KERNEL_EXPORT_AS(atol, toInt, HIGH_LEVEL)

MSABI uint32_t toUlong(const char *Text, char **End, int Base) {
  return uint32_t(strtoul(Text, End, Base));
}
KERNEL_EXPORT_AS(strtoul, toUlong, HIGH_LEVEL)

MSABI int32_t toLong(const char *Text, char **End, int Base) {
  return int32_t(strtol(Text, End, Base));
}
KERNEL_EXPORT_AS(strtol, toLong, HIGH_LEVEL)

//===-- The printf family -------------------------------------------------===//

/// _vsnprintf: -1 and no terminator when the text does not fit.
template <class C>
MSABI int formatBounded(C *To, size_t Room, const C *Format,
                        __builtin_ms_va_list List) {
  size_t Length = rtl::format(To, Room, Format, rtl::Arguments(List));
  if (Length < Room)
    To[Length] = 0;
  return Length > Room ? -1 : int(Length);
}
KERNEL_EXPORT_AS(_vsnprintf, formatBounded<char>, HIGH_LEVEL)
KERNEL_EXPORT_AS(_vsnwprintf, formatBounded<char16_t>, HIGH_LEVEL)

template <class C>
MSABI int formatSome(C *To, size_t Room, const C *Format, ...) {
  __builtin_ms_va_list List;
  __builtin_ms_va_start(List, Format);
  int Length = formatBounded<C>(To, Room, Format, List);
  __builtin_ms_va_end(List);
  return Length;
}
KERNEL_EXPORT_AS(_snprintf, formatSome<char>, HIGH_LEVEL)
KERNEL_EXPORT_AS(_snwprintf, formatSome<char16_t>, HIGH_LEVEL)

template <class C> MSABI int formatAll(C *To, const C *Format, ...) {
  __builtin_ms_va_list List;
  __builtin_ms_va_start(List, Format);
  int Length = formatBounded<C>(To, INT32_MAX, Format, List);
  __builtin_ms_va_end(List);
  return Length;
}
KERNEL_EXPORT_AS(sprintf, formatAll<char>, HIGH_LEVEL)
KERNEL_EXPORT_AS(swprintf, formatAll<char16_t>, HIGH_LEVEL)

/// The standard's snprintf: always terminated, the whole length returned.
MSABI int formatStandard(char *To, size_t Room, const char *Format, ...) {
  __builtin_ms_va_list List;
  __builtin_ms_va_start(List, Format);
  size_t Length =
      rtl::format(To, Room ? Room - 1 : 0, Format, rtl::Arguments(List));
  __builtin_ms_va_end(List);
  if (Room)
    To[Length < Room ? Length : Room - 1] = 0;
  return int(Length);
}
KERNEL_EXPORT_AS(snprintf, formatStandard, HIGH_LEVEL)
} // namespace
} // namespace kernel
