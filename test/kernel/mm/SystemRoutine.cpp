//===- SystemRoutine.cpp - Routines found by name at run time -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "mm/Access.h"
#include <map>
#include <string>

namespace kernel {
namespace {
using namespace nt;

/// For the life of the process, like the stubs of imports.
const Export &recordOf(const std::string &Name) {
  static std::map<std::string, const Export *> Known;
  const Export *&Record = Known[Name];
  if (!Record)
    Record = findExport(Name.c_str());
  if (!Record)
    Record = makeUnmodelled(Name.c_str());
  return *Record;
}

/// Null where an older Windows does not have the routine, which is for the
/// driver to cope with.
MSABI void *MmGetSystemRoutineAddress(const UNICODE_STRING *Name) {
  checkAccess(Name, sizeof(*Name), "MmGetSystemRoutineAddress");
  checkAccess(Name->Buffer, Name->Length, "MmGetSystemRoutineAddress");
  if (choose(ChoiceKind::Status, 2) == 1)
    return nullptr;
  std::string Plain;
  for (unsigned I = 0; I != Name->Length / 2u; ++I)
    Plain += char(Name->Buffer[I]);
  const Export &Record = recordOf(Plain);
  return Record.IsData ? Record.Target : stubFor(Record);
}
KERNEL_EXPORT(MmGetSystemRoutineAddress, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
