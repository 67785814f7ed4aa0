//===- SafeString.cpp - RtlString*: string functions that know the buffer -===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "nt/Status.h"
#include "rtl/Format.h"
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

constexpr size_t MaxCharacters = 2147483647;

template <class C> size_t boundedLength(const C *Text, size_t Limit) {
  size_t N = 0;
  while (N != Limit && Text[N])
    ++N;
  return N;
}

/// Writes what fits, always terminated.
template <class C>
NTSTATUS put(C *To, size_t Room, const C *From, size_t Length) {
  if (Room == 0 || Room > MaxCharacters)
    return STATUS_INVALID_PARAMETER;
  size_t Part = Length < Room ? Length : Room - 1;
  memmove(To, From, Part * sizeof(C));
  To[Part] = 0;
  return Part == Length ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

/// \p Unit is what sizes are counted in: sizeof(C) for Cb, 1 for Cch.
template <class C, size_t Unit>
MSABI NTSTATUS copyN(C *To, size_t Room, const C *From, size_t Limit) {
  return put(To, Room / Unit, From, boundedLength(From, Limit / Unit));
}
template <class C, size_t Unit>
MSABI NTSTATUS copy(C *To, size_t Room, const C *From) {
  return copyN<C, Unit>(To, Room, From, MaxCharacters * Unit);
}
template <class C, size_t Unit>
MSABI NTSTATUS appendN(C *To, size_t Room, const C *From, size_t Limit) {
  size_t Length = boundedLength(To, Room / Unit);
  if (Length == Room / Unit)
    return STATUS_INVALID_PARAMETER;
  return put(To + Length, Room / Unit - Length, From,
             boundedLength(From, Limit / Unit));
}
template <class C, size_t Unit>
MSABI NTSTATUS append(C *To, size_t Room, const C *From) {
  return appendN<C, Unit>(To, Room, From, MaxCharacters * Unit);
}
template <class C, size_t Unit>
MSABI NTSTATUS length(const C *Text, size_t Limit, size_t *Out) {
  size_t Count = Limit / Unit;
  size_t Length =
      Text && Count <= MaxCharacters ? boundedLength(Text, Count) : Count;
  if (Length == Count) {
    if (Out)
      *Out = 0;
    return STATUS_INVALID_PARAMETER;
  }
  if (Out)
    *Out = Length * Unit;
  return STATUS_SUCCESS;
}
template <class C, size_t Unit>
MSABI NTSTATUS formatList(C *To, size_t Room, const C *Format,
                          __builtin_ms_va_list List) {
  size_t Count = Room / Unit;
  if (Count == 0 || Count > MaxCharacters)
    return STATUS_INVALID_PARAMETER;
  size_t Length = rtl::format(To, Count - 1, Format, rtl::Arguments(List));
  To[Length < Count ? Length : Count - 1] = 0;
  return Length < Count ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}
template <class C, size_t Unit>
MSABI NTSTATUS format(C *To, size_t Room, const C *Format, ...) {
  __builtin_ms_va_list List;
  __builtin_ms_va_start(List, Format);
  NTSTATUS Status = formatList<C, Unit>(To, Room, Format, List);
  __builtin_ms_va_end(List);
  return Status;
}

// Two arguments of a template need their own macro to get through
// KERNEL_EXPORT.
#define SAFE_EXPORT(Name, ...)                                                 \
  static ExportEntry Export##Name(                                             \
      #Name, reinterpret_cast<void *>(&__VA_ARGS__), HIGH_LEVEL, false);
#define SAFE_STRINGS(Counted, Suffix, C, Unit)                                 \
  SAFE_EXPORT(RtlString##Counted##Copy##Suffix, copy<C, Unit>)                 \
  SAFE_EXPORT(RtlString##Counted##CopyN##Suffix, copyN<C, Unit>)               \
  SAFE_EXPORT(RtlString##Counted##Cat##Suffix, append<C, Unit>)                \
  SAFE_EXPORT(RtlString##Counted##CatN##Suffix, appendN<C, Unit>)              \
  SAFE_EXPORT(RtlString##Counted##Length##Suffix, length<C, Unit>)             \
  SAFE_EXPORT(RtlString##Counted##Printf##Suffix, format<C, Unit>)             \
  SAFE_EXPORT(RtlString##Counted##VPrintf##Suffix, formatList<C, Unit>)
SAFE_STRINGS(Cb, A, char, 1)
SAFE_STRINGS(Cch, A, char, 1)
SAFE_STRINGS(Cb, W, char16_t, 2)
SAFE_STRINGS(Cch, W, char16_t, 1)

MSABI NTSTATUS RtlUnicodeStringPrintf(UNICODE_STRING *To,
                                      const char16_t *Format, ...) {
  __builtin_ms_va_list List;
  __builtin_ms_va_start(List, Format);
  size_t Room = To->MaximumLength / 2;
  size_t Length = rtl::format(To->Buffer, Room, Format, rtl::Arguments(List));
  __builtin_ms_va_end(List);
  To->Length = uint16_t(2 * (Length < Room ? Length : Room));
  return Length <= Room ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}
KERNEL_EXPORT(RtlUnicodeStringPrintf, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
