//===- Support.cpp - The kit's static libraries ---------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "build/Support.h"

namespace kernel {
namespace build {

namespace {
const char WskIds[] = R"(
struct GUID { unsigned Data1; unsigned short Data2, Data3;
              unsigned char Data4[8]; };
const struct GUID NPI_WSK_INTERFACE_ID = {0x2227e803, 0x8d8b, 0x11d4,
  {0xab, 0xad, 0x00, 0x90, 0x27, 0x71, 0x9e, 0x09}};
)";

/// The base class of audio drivers' objects: counts references, and deletes
/// itself with the last.
const char StdUnk[] = R"(
#include <portcls.h>
#include <stdunk.h>
CUnknown::CUnknown(PUNKNOWN Outer) : ReferenceCount(0), OuterUnknown(Outer) {
  if (!Outer)
    OuterUnknown = reinterpret_cast<PUNKNOWN>(
        static_cast<INonDelegatingUnknown *>(this));
}
CUnknown::~CUnknown(void) {}
STDMETHODIMP_(ULONG) CUnknown::NonDelegatingAddRef(void) {
  return ULONG(InterlockedIncrement(&ReferenceCount));
}
STDMETHODIMP_(ULONG) CUnknown::NonDelegatingRelease(void) {
  LONG Left = InterlockedDecrement(&ReferenceCount);
  if (Left == 0)
    delete this;
  return ULONG(Left);
}
STDMETHODIMP CUnknown::NonDelegatingQueryInterface(REFIID, PVOID *Object) {
  *Object = static_cast<INonDelegatingUnknown *>(this);
  NonDelegatingAddRef();
  return STATUS_SUCCESS;
}
PVOID __cdecl operator new(size_t Size, POOL_TYPE Pool, ULONG Tag) {
  PVOID Object = ExAllocatePoolWithTag(Pool, Size, Tag);
  if (Object)
    RtlZeroMemory(Object, Size);
  return Object;
}
PVOID __cdecl operator new(size_t Size, POOL_TYPE Pool) {
  return operator new(Size, Pool, 'nUcP');
}
void __cdecl operator delete(PVOID Object) { if (Object) ExFreePool(Object); }
void __cdecl operator delete(PVOID Object, size_t) { operator delete(Object); }
void __cdecl operator delete(PVOID Object, ULONG) { operator delete(Object); }
)";

const SupportLibrary Libraries[] = {
    {"support.c", WskIds, {"NPI_WSK_INTERFACE_ID"}},
    {"stdunk.cpp",
     StdUnk,
     {"??0CUnknown@@QEAA@PEAUIUnknown@@@Z", "??1CUnknown@@UEAA@XZ",
      "?NonDelegatingAddRef@CUnknown@@UEAAKXZ",
      "?NonDelegatingRelease@CUnknown@@UEAAKXZ",
      "?NonDelegatingQueryInterface@CUnknown@@UEAAJAEBU_GUID@@PEAPEAX@Z",
      "??2@YAPEAX_KW4_POOL_TYPE@@K@Z", "??2@YAPEAX_KW4_POOL_TYPE@@@Z",
      "??3@YAXPEAX@Z", "??3@YAXPEAX_K@Z", "??3@YAXPEAXK@Z"}},
};

/// A driver's own operator delete alone is no reason to link a library.
bool asksFor(const SupportLibrary &Library,
             const std::set<std::string> &Names) {
  return Names.count(Library.Names.front()) != 0;
}
} // namespace

std::vector<const SupportLibrary *> supportFor(std::set<std::string> &Names) {
  std::vector<const SupportLibrary *> Needed;
  for (const SupportLibrary &Library : Libraries) {
    if (!asksFor(Library, Names))
      continue;
    Needed.push_back(&Library);
    for (const char *Name : Library.Names)
      Names.erase(Name);
  }
  return Needed;
}

} // namespace build
} // namespace kernel
