//===- Export.h - Kernel routines by the name drivers import -- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// How a routine becomes callable from drivers:
///
///   static MSABI nt::KIRQL KeGetCurrentIrql() { return irql(); }
///   KERNEL_EXPORT(KeGetCurrentIrql, nt::HIGH_LEVEL)
///
/// The stub checks the highest IRQL the routine may be called at and reports
/// `irql-api` before the routine runs.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_ABI_EXPORT_H
#define WSK_KERNEL_ABI_EXPORT_H

#include "nt/Types.h"
#include <cstdint>

namespace kernel {

struct Export {
  void *Target;      ///< MSABI function; for data, the object
  nt::KIRQL MaxIrql; ///< highest IRQL of a legal call
  bool IsData;
  bool Modelled; ///< false: a call ends the run as inconclusive
  const char *Name;
  Export *Next;
  uint8_t Arguments; ///< how many of the four registers a trace shows
};

template <class R, class... A>
constexpr uint8_t argumentsOf(MSABI R (*)(A...)) {
  return sizeof...(A) < 4 ? sizeof...(A) : 4;
}
template <class R, class... A>
constexpr uint8_t argumentsOf(MSABI R (*)(A..., ...)) {
  return sizeof...(A) < 4 ? sizeof...(A) : 4;
}

/// Enters a record into the table before main; see the macros.
struct ExportEntry : Export {
  ExportEntry(const char *Name, void *Target, nt::KIRQL MaxIrql, bool IsData,
              uint8_t Arguments = 4);
};

/// The routine or object called \p Name, or null when it is not modelled.
const Export *findExport(const char *Name);

/// A record for an import nobody modelled: calling it ends the run.
const Export *makeUnmodelled(const char *Name);

/// Code the driver can call: notes the CallFrame, checks IRQL and stack, goes
/// on to the record's target. One stub per record; lives for ever.
void *stubFor(const Export &Record);

/// A stub of its own even where one exists: for tables handed out several
/// times, whose copies must be told apart by address.
void *newStub(const Export &Record);

/// True when \p Address lies in the stubs' code.
bool isStub(const void *Address);

/// A routine of the kernel that stands in the driver's tables as if it were the
/// driver's own: the unload routine a framework installs, a dispatch routine.
template <class R, class... A> class HostRoutine {
public:
  using Function = MSABI R (*)(A...);
  /// \p Name is static text.
  HostRoutine(const char *Name, Function Target, nt::KIRQL MaxIrql)
      : Record{reinterpret_cast<void *>(Target),
               MaxIrql,
               false,
               true,
               Name,
               nullptr,
               argumentsOf(Target)} {}
  /// What the driver's tables hold.
  Function stub() const {
    if (!Made)
      Made = reinterpret_cast<Function>(stubFor(Record));
    return Made;
  }

private:
  Export Record;
  mutable Function Made = nullptr;
};

} // namespace kernel

/// Makes the MSABI function \p Function the import of the same name.
#define KERNEL_EXPORT(Function, MaxIrql)                                       \
  static ::kernel::ExportEntry Export##Function(                               \
      #Function, reinterpret_cast<void *>(&Function), MaxIrql, false,          \
      ::kernel::argumentsOf(&Function));
/// The same, under a name that differs from the function's.
#define KERNEL_EXPORT_AS(Name, Function, MaxIrql)                              \
  static ::kernel::ExportEntry Export##Name(                                   \
      #Name, reinterpret_cast<void *>(&Function), MaxIrql, false,              \
      ::kernel::argumentsOf(&Function));
/// Makes the object \p Object the data import \p Name.
#define KERNEL_EXPORT_DATA(Name, Object)                                       \
  static ::kernel::ExportEntry Export##Name(#Name, &(Object),                  \
                                            ::kernel::nt::HIGH_LEVEL, true);

#endif // WSK_KERNEL_ABI_EXPORT_H
