//===- UnicodeString.cpp - Counted strings --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

constexpr uint32_t StringTag = 0x72745352; // "RStr"
constexpr size_t MaxBytes = 0xfffe;

char16_t upper(char16_t C) {
  if (C >= u'a' && C <= u'z')
    return char16_t(C - 32);
  // Latin-1, without the division sign and y with diaeresis.
  if (C >= 0xe0 && C <= 0xfe && C != 0xf7)
    return char16_t(C - 32);
  return C;
}

template <class String, class C>
MSABI void initialize(String *To, const C *Text) {
  size_t Length = 0;
  while (Text && Text[Length])
    ++Length;
  size_t Bytes = std::min(Length * sizeof(C), MaxBytes - sizeof(C));
  To->Buffer = const_cast<C *>(Text);
  To->Length = uint16_t(Bytes);
  To->MaximumLength = uint16_t(Text ? Bytes + sizeof(C) : 0);
}
MSABI void initUnicode(UNICODE_STRING *To, const char16_t *Text) {
  initialize(To, Text);
}
MSABI void initAnsi(ANSI_STRING *To, const char *Text) { initialize(To, Text); }
KERNEL_EXPORT_AS(RtlInitUnicodeString, initUnicode, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(RtlInitAnsiString, initAnsi, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(RtlInitString, initAnsi, DISPATCH_LEVEL)

MSABI NTSTATUS RtlInitUnicodeStringEx(UNICODE_STRING *To,
                                      const char16_t *Text) {
  initUnicode(To, Text);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RtlInitUnicodeStringEx, DISPATCH_LEVEL)

MSABI NTSTATUS RtlInitAnsiStringEx(ANSI_STRING *To, const char *Text) {
  initAnsi(To, Text);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RtlInitAnsiStringEx, DISPATCH_LEVEL)

MSABI void RtlInitEmptyUnicodeString(UNICODE_STRING *To, char16_t *Buffer,
                                     uint16_t Bytes) {
  *To = {0, Bytes, Buffer};
}
KERNEL_EXPORT(RtlInitEmptyUnicodeString, DISPATCH_LEVEL)

MSABI void RtlInitEmptyAnsiString(ANSI_STRING *To, char *Buffer,
                                  uint16_t Bytes) {
  *To = {0, Bytes, Buffer};
}
KERNEL_EXPORT(RtlInitEmptyAnsiString, DISPATCH_LEVEL)

MSABI void RtlCopyUnicodeString(UNICODE_STRING *To,
                                const UNICODE_STRING *From) {
  To->Length = From ? std::min(From->Length, To->MaximumLength) : 0;
  if (From)
    memmove(To->Buffer, From->Buffer, To->Length);
  if (To->Length + 2 <= To->MaximumLength)
    To->Buffer[To->Length / 2] = 0;
}
KERNEL_EXPORT(RtlCopyUnicodeString, DISPATCH_LEVEL)

NTSTATUS append(UNICODE_STRING *To, const char16_t *Text, size_t Bytes) {
  if (To->Length + Bytes > To->MaximumLength)
    return STATUS_BUFFER_TOO_SMALL;
  memmove(To->Buffer + To->Length / 2, Text, Bytes);
  To->Length = uint16_t(To->Length + Bytes);
  if (To->Length + 2 <= To->MaximumLength)
    To->Buffer[To->Length / 2] = 0;
  return STATUS_SUCCESS;
}

MSABI NTSTATUS RtlAppendUnicodeToString(UNICODE_STRING *To,
                                        const char16_t *Text) {
  if (!Text)
    return STATUS_SUCCESS;
  return append(To, Text, 2 * std::char_traits<char16_t>::length(Text));
}
KERNEL_EXPORT(RtlAppendUnicodeToString, DISPATCH_LEVEL)

MSABI NTSTATUS RtlAppendUnicodeStringToString(UNICODE_STRING *To,
                                              const UNICODE_STRING *From) {
  return append(To, From->Buffer, From->Length);
}
KERNEL_EXPORT(RtlAppendUnicodeStringToString, DISPATCH_LEVEL)

int32_t compare(const UNICODE_STRING *A, const UNICODE_STRING *B,
                bool IgnoreCase) {
  unsigned Common = std::min(A->Length, B->Length) / 2;
  for (unsigned I = 0; I != Common; ++I) {
    char16_t X = A->Buffer[I], Y = B->Buffer[I];
    if (IgnoreCase) {
      X = upper(X);
      Y = upper(Y);
    }
    if (X != Y)
      return int32_t(X) - int32_t(Y);
  }
  return int32_t(A->Length) - int32_t(B->Length);
}

MSABI int32_t RtlCompareUnicodeString(const UNICODE_STRING *A,
                                      const UNICODE_STRING *B,
                                      BOOLEAN IgnoreCase) {
  return compare(A, B, IgnoreCase);
}
KERNEL_EXPORT(RtlCompareUnicodeString, PASSIVE_LEVEL)

MSABI BOOLEAN RtlEqualUnicodeString(const UNICODE_STRING *A,
                                    const UNICODE_STRING *B,
                                    BOOLEAN IgnoreCase) {
  return A->Length == B->Length && compare(A, B, IgnoreCase) == 0;
}
KERNEL_EXPORT(RtlEqualUnicodeString, PASSIVE_LEVEL)

MSABI BOOLEAN RtlPrefixUnicodeString(const UNICODE_STRING *Prefix,
                                     const UNICODE_STRING *Text,
                                     BOOLEAN IgnoreCase) {
  if (Prefix->Length > Text->Length)
    return false;
  UNICODE_STRING Head = *Text;
  Head.Length = Prefix->Length;
  return compare(Prefix, &Head, IgnoreCase) == 0;
}
KERNEL_EXPORT(RtlPrefixUnicodeString, PASSIVE_LEVEL)

/// Allocates for conversions that do so on request; they may fail.
void *stringMemory(size_t Bytes) {
  if (chooseNoMemory())
    return nullptr;
  return pool::allocate(pool::Kind::Paged, Bytes, StringTag);
}

// Only ASCII is the same in every code page; the rest becomes a question mark.
MSABI NTSTATUS RtlUnicodeStringToAnsiString(ANSI_STRING *To,
                                            const UNICODE_STRING *From,
                                            BOOLEAN Allocate) {
  size_t Length = From->Length / 2;
  if (Allocate) {
    To->Buffer = static_cast<char *>(stringMemory(Length + 1));
    if (!To->Buffer)
      return STATUS_NO_MEMORY;
    To->MaximumLength = uint16_t(Length + 1);
  } else if (Length >= To->MaximumLength) {
    return STATUS_BUFFER_OVERFLOW;
  }
  for (size_t I = 0; I != Length; ++I)
    To->Buffer[I] = From->Buffer[I] < 0x80 ? char(From->Buffer[I]) : '?';
  To->Buffer[Length] = 0;
  To->Length = uint16_t(Length);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RtlUnicodeStringToAnsiString, PASSIVE_LEVEL)

MSABI NTSTATUS RtlAnsiStringToUnicodeString(UNICODE_STRING *To,
                                            const ANSI_STRING *From,
                                            BOOLEAN Allocate) {
  size_t Bytes = 2 * size_t(From->Length);
  if (Bytes > MaxBytes - 2)
    return STATUS_INVALID_PARAMETER;
  if (Allocate) {
    To->Buffer = static_cast<char16_t *>(stringMemory(Bytes + 2));
    if (!To->Buffer)
      return STATUS_NO_MEMORY;
    To->MaximumLength = uint16_t(Bytes + 2);
  } else if (Bytes >= To->MaximumLength) {
    return STATUS_BUFFER_OVERFLOW;
  }
  for (size_t I = 0; I != From->Length; ++I)
    To->Buffer[I] = uint8_t(From->Buffer[I]);
  To->Buffer[From->Length] = 0;
  To->Length = uint16_t(Bytes);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RtlAnsiStringToUnicodeString, PASSIVE_LEVEL)

template <class String> MSABI void freeString(String *Text) {
  if (Text->Buffer)
    pool::free(Text->Buffer, StringTag, "RtlFree...String");
  *Text = {};
}
KERNEL_EXPORT_AS(RtlFreeUnicodeString, freeString<UNICODE_STRING>,
                 PASSIVE_LEVEL)
KERNEL_EXPORT_AS(RtlFreeAnsiString, freeString<ANSI_STRING>, PASSIVE_LEVEL)
KERNEL_EXPORT_AS(RtlFreeOemString, freeString<ANSI_STRING>, PASSIVE_LEVEL)

MSABI NTSTATUS RtlUpcaseUnicodeString(UNICODE_STRING *To,
                                      const UNICODE_STRING *From,
                                      BOOLEAN Allocate) {
  if (Allocate) {
    To->Buffer = static_cast<char16_t *>(stringMemory(From->Length));
    if (!To->Buffer)
      return STATUS_NO_MEMORY;
    To->MaximumLength = From->Length;
  } else if (From->Length > To->MaximumLength) {
    return STATUS_BUFFER_OVERFLOW;
  }
  for (unsigned I = 0; I != From->Length / 2u; ++I)
    To->Buffer[I] = upper(From->Buffer[I]);
  To->Length = From->Length;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RtlUpcaseUnicodeString, PASSIVE_LEVEL)

MSABI char16_t RtlUpcaseUnicodeChar(char16_t C) { return upper(C); }
KERNEL_EXPORT(RtlUpcaseUnicodeChar, PASSIVE_LEVEL)

template <class C>
NTSTATUS parseInteger(const C *Text, size_t Length, uint32_t Base,
                      uint32_t *Out) {
  size_t I = 0;
  bool Negative = false;
  while (I != Length && Text[I] <= ' ')
    ++I;
  if (I != Length && (Text[I] == '-' || Text[I] == '+'))
    Negative = Text[I++] == '-';
  if (!Base) {
    Base = 10;
    if (I + 1 < Length && Text[I] == '0') {
      Base = Text[I + 1] == 'x'   ? 16
             : Text[I + 1] == 'o' ? 8
             : Text[I + 1] == 'b' ? 2
                                  : 10;
      I += Base == 10 ? 0 : 2;
    }
  }
  if (Base != 2 && Base != 8 && Base != 10 && Base != 16)
    return STATUS_INVALID_PARAMETER;
  uint32_t Value = 0;
  for (; I != Length; ++I) {
    uint32_t C0 = uint32_t(Text[I]), Digit = C0 - '0';
    if (Digit > 9)
      Digit = (C0 | 32) - 'a' + 10;
    if (Digit >= Base)
      break;
    Value = Value * Base + Digit;
  }
  *Out = Negative ? 0 - Value : Value;
  return STATUS_SUCCESS;
}

MSABI NTSTATUS RtlUnicodeStringToInteger(const UNICODE_STRING *Text,
                                         uint32_t Base, uint32_t *Out) {
  return parseInteger(Text->Buffer, Text->Length / 2, Base, Out);
}
KERNEL_EXPORT(RtlUnicodeStringToInteger, PASSIVE_LEVEL)

MSABI NTSTATUS RtlCharToInteger(const char *Text, uint32_t Base,
                                uint32_t *Out) {
  return parseInteger(Text, strlen(Text), Base, Out);
}
KERNEL_EXPORT(RtlCharToInteger, PASSIVE_LEVEL)

MSABI NTSTATUS RtlIntegerToUnicodeString(uint32_t Value, uint32_t Base,
                                         UNICODE_STRING *To) {
  char16_t Digits[33];
  size_t Count = 0;
  Base = Base ? Base : 10;
  if (Base != 2 && Base != 8 && Base != 10 && Base != 16)
    return STATUS_INVALID_PARAMETER;
  do
    Digits[Count++] = u"0123456789ABCDEF"[Value % Base];
  while (Value /= Base);
  std::reverse(Digits, Digits + Count);
  if (2 * Count > To->MaximumLength)
    return STATUS_BUFFER_OVERFLOW;
  To->Length = 0;
  return append(To, Digits, 2 * Count);
}
KERNEL_EXPORT(RtlIntegerToUnicodeString, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
