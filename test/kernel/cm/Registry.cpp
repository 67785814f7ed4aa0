//===- Registry.cpp - Registry keys of the driver -------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Nobody has written to the registry before a run, but somebody may have: the
/// first look at a value decides whether it is there, and whether it is 1, 0
/// or 2. What the driver writes stays.
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Report.h"
#include "nt/Status.h"
#include "ob/Object.h"
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

using Text = std::basic_string<char16_t, std::char_traits<char16_t>,
                               run::Allocator<char16_t>>;

enum ValueType : uint32_t { RegNone = 0, RegDword = 4 };

struct Value {
  bool Present = false;
  uint32_t Type = RegNone;
  run::string Data;
};

struct Key {
  Text Path;
};

struct Registry {
  run::map<Text, Value> Values; // by key and name
};
run::Local<Registry> State;

Text textOf(const UNICODE_STRING *String) {
  return String && String->Buffer ? Text(String->Buffer, String->Length / 2)
                                  : Text();
}

run::string dword(uint32_t Number) {
  return run::string(reinterpret_cast<char *>(&Number), sizeof(Number));
}

Value &valueOf(const Text &Path, const Text &Name) {
  Text Full = Path + u'\\' + Name;
  auto Place = State->Values.find(Full);
  if (Place != State->Values.end())
    return Place->second;
  Value &Made = State->Values[Full];
  constexpr uint32_t Numbers[] = {1, 0, 2};
  if (uint32_t Answer = choose(ChoiceKind::Status, 4)) {
    Made.Present = true;
    Made.Type = RegDword;
    Made.Data = dword(Numbers[Answer - 1]);
  }
  reached(Made.Present ? "registry value is there" : "registry value missing");
  return Made;
}

Key *keyOf(HANDLE Handle) {
  ob::Record *R = ob::byHandle(Handle);
  return R && R->Kind == ob::Kind::Key ? static_cast<Key *>(R->Body) : nullptr;
}

/// OBJECT_ATTRIBUTES.
struct Attributes {
  uint32_t Length;
  HANDLE Root;
  const UNICODE_STRING *Name;
};

NTSTATUS openKey(HANDLE *Handle, const Attributes &What, NTSTATUS Failure) {
  if (chooseFault())
    return Failure;
  auto *Made = run::create<Key>();
  if (Key *Root = What.Root ? keyOf(What.Root) : nullptr)
    Made->Path = Root->Path + u'\\';
  Made->Path += textOf(What.Name);
  *Handle = ob::openHandle(ob::add(Made, ob::Kind::Key));
  return STATUS_SUCCESS;
}

MSABI NTSTATUS IoOpenDriverRegistryKey(DRIVER_OBJECT *, uint32_t, uint32_t,
                                       uint32_t, HANDLE *Handle) {
  char16_t Path[] = u"\\Parameters";
  UNICODE_STRING Name = {sizeof(Path) - 2, sizeof(Path), Path};
  return openKey(Handle, {sizeof(Attributes), nullptr, &Name},
                 STATUS_OBJECT_NAME_NOT_FOUND);
}
KERNEL_EXPORT(IoOpenDriverRegistryKey, PASSIVE_LEVEL)

MSABI NTSTATUS ZwOpenKey(HANDLE *Handle, uint32_t, Attributes *What) {
  return openKey(Handle, *What, STATUS_OBJECT_NAME_NOT_FOUND);
}
KERNEL_EXPORT(ZwOpenKey, PASSIVE_LEVEL)

MSABI NTSTATUS ZwOpenKeyEx(HANDLE *Handle, uint32_t, Attributes *What,
                           uint32_t) {
  return openKey(Handle, *What, STATUS_OBJECT_NAME_NOT_FOUND);
}
KERNEL_EXPORT(ZwOpenKeyEx, PASSIVE_LEVEL)

MSABI NTSTATUS ZwCreateKey(HANDLE *Handle, uint32_t, Attributes *What, uint32_t,
                           UNICODE_STRING *, uint32_t, uint32_t *Disposition) {
  if (Disposition)
    *Disposition = 2; // REG_OPENED_EXISTING_KEY
  return openKey(Handle, *What, STATUS_INSUFFICIENT_RESOURCES);
}
KERNEL_EXPORT(ZwCreateKey, PASSIVE_LEVEL)

/// Copies \p Header, then as much of \p Data as there is room for.
NTSTATUS fill(void *Buffer, uint32_t Room, uint32_t *Needed, const void *Header,
              size_t HeaderSize, const run::string &Data) {
  *Needed = uint32_t(HeaderSize + Data.size());
  if (Room < HeaderSize)
    return STATUS_BUFFER_TOO_SMALL;
  memcpy(Buffer, Header, HeaderSize);
  if (Room < *Needed)
    return STATUS_BUFFER_OVERFLOW;
  memcpy(static_cast<char *>(Buffer) + HeaderSize, Data.data(), Data.size());
  return STATUS_SUCCESS;
}

MSABI NTSTATUS ZwQueryValueKey(HANDLE Handle, UNICODE_STRING *Name,
                               uint32_t Class, void *Buffer, uint32_t Room,
                               uint32_t *Needed) {
  enum { Full = 1, Partial = 2 };
  Key *From = keyOf(Handle);
  if (!From)
    return STATUS_INVALID_HANDLE;
  const Value &Found = valueOf(From->Path, textOf(Name));
  if (!Found.Present)
    return STATUS_OBJECT_NAME_NOT_FOUND;
  auto Size = uint32_t(Found.Data.size());
  if (Class == Partial) {
    const uint32_t Header[3] = {0, Found.Type, Size};
    return fill(Buffer, Room, Needed, Header, sizeof(Header), Found.Data);
  }
  if (Class != Full)
    inconclusive("ZwQueryValueKey with information class %u is not modelled",
                 Class);
  uint32_t NameSize = Name->Length;
  uint32_t DataAt = (20 + NameSize + 7) & ~7u;
  const uint32_t Header[5] = {0, Found.Type, DataAt, Size, NameSize};
  run::string Rest(reinterpret_cast<char *>(Name->Buffer), NameSize);
  Rest.resize(DataAt - sizeof(Header));
  return fill(Buffer, Room, Needed, Header, sizeof(Header), Rest + Found.Data);
}
KERNEL_EXPORT(ZwQueryValueKey, PASSIVE_LEVEL)

MSABI NTSTATUS ZwSetValueKey(HANDLE Handle, UNICODE_STRING *Name, uint32_t,
                             uint32_t Type, const char *Data, uint32_t Size) {
  Key *To = keyOf(Handle);
  if (!To)
    return STATUS_INVALID_HANDLE;
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  State->Values[To->Path + u'\\' + textOf(Name)] = {true, Type,
                                                    run::string(Data, Size)};
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(ZwSetValueKey, PASSIVE_LEVEL)

MSABI NTSTATUS ZwDeleteValueKey(HANDLE Handle, UNICODE_STRING *Name) {
  Key *From = keyOf(Handle);
  if (!From)
    return STATUS_INVALID_HANDLE;
  Value &Gone = valueOf(From->Path, textOf(Name));
  bool Was = Gone.Present;
  Gone.Present = false;
  return Was ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
}
KERNEL_EXPORT(ZwDeleteValueKey, PASSIVE_LEVEL)

MSABI NTSTATUS ZwFlushKey(HANDLE Handle) {
  return keyOf(Handle) ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}
KERNEL_EXPORT(ZwFlushKey, PASSIVE_LEVEL)

//===-- RtlQueryRegistryValues --------------------------------------------===//

/// RTL_QUERY_REGISTRY_TABLE.
struct Query {
  void *Routine;
  uint32_t Flags;
  const char16_t *Name;
  void *EntryContext;
  uint32_t DefaultType; ///< its highest byte: the type that is expected
  const void *DefaultData;
  uint32_t DefaultLength;
};
static_assert(sizeof(Query) == 56);

enum QueryFlag : uint32_t { Required = 0x04, Direct = 0x20 };

NTSTATUS answer(const Text &Path, const Query &Asked) {
  if (!(Asked.Flags & Direct) || Asked.Routine)
    inconclusive("RtlQueryRegistryValues without RTL_QUERY_REGISTRY_DIRECT is "
                 "not modelled");
  uint32_t Expected = Asked.DefaultType >> 24;
  uint32_t Default = Asked.DefaultType & 0xffffff;
  bool OfNumber = (Expected == RegNone || Expected == RegDword) &&
                  (Default == RegNone || Default == RegDword);
  if (!OfNumber)
    inconclusive("RtlQueryRegistryValues for type %u is not modelled",
                 Expected ? Expected : Default);
  const Value &Found = valueOf(Path, Asked.Name);
  if (Found.Present && Found.Type == RegDword)
    memcpy(Asked.EntryContext, Found.Data.data(), sizeof(uint32_t));
  else if (Asked.Flags & Required)
    return STATUS_OBJECT_NAME_NOT_FOUND;
  else if (Default == RegDword)
    memcpy(Asked.EntryContext, Asked.DefaultData, sizeof(uint32_t));
  return STATUS_SUCCESS;
}

MSABI NTSTATUS RtlQueryRegistryValues(uint32_t, const char16_t *Path,
                                      const Query *Table, void *, void *) {
  if (chooseFault())
    return STATUS_OBJECT_NAME_NOT_FOUND;
  for (; Table->Routine || Table->Name; ++Table) {
    NTSTATUS Status = answer(Path, *Table);
    if (!succeeded(Status))
      return Status;
  }
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RtlQueryRegistryValues, PASSIVE_LEVEL)
KERNEL_EXPORT_AS(RtlQueryRegistryValuesEx, RtlQueryRegistryValues,
                 PASSIVE_LEVEL)
} // namespace
} // namespace kernel
