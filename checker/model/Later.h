//===- Later.h - Code of the driver that runs later -------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The routines a path has handed to the system: threads, work items, dispatch
/// and unload routines, WSK callbacks. Found from what the code does, never
/// from names. The lifecycle runs them as stages of the driver's life.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_LATER_H
#define WSK_MODEL_LATER_H

#include "api/WskApi.h"
#include "model/WskState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "llvm/ADT/ImmutableList.h"

namespace wsk {

enum class Role {
  // Certain to run once they exist.
  Thread,
  WorkItem,
  // May run, any number of times, while the driver is loaded.
  AddDevice,
  Dispatch, ///< MajorFunction[Detail]
  Dpc,
  Callback, ///< any other routine the system may call
  Accept,   ///< WskAcceptEvent
  SocketEvent,
  DeviceAdd, ///< KMDF EvtDriverDeviceAdd
  /// Brings a device up, in the order of Detail (EvtDevicePrepareHardware).
  DeviceStart,
  /// Takes a device down before the driver is unloaded, in the order of Detail.
  DeviceEnd,
  Method, ///< public member function of the object whose life this is
  // End of the driver's life.
  Unload,        ///< DriverObject->DriverUnload
  KmdfUnload,    ///< EvtDriverUnload
  DriverCleanup, ///< WDFDRIVER EvtCleanupCallback / EvtDestroyCallback
  NdisUnload,
  FilterUnload,
  Destructor, ///< ends the life of an object, see lifecycle/ObjectLife.h
  LibraryEnd  ///< ends the use of a library, see lifecycle/LibraryLife.h
};

/// Indices of MajorFunction that have a place in a device's life.
enum Major : unsigned {
  MajorCreate = 0,
  MajorClose = 2,
  MajorRead = 3,
  MajorWrite = 4,
  MajorDeviceControl = 14,
  MajorCleanup = 18,
  MajorPnp = 27,
  /// IRP_MJ_PNP once more, with IRP_MN_REMOVE_DEVICE.
  RemoveDevice = 256 + 27,
  /// IRP_MN_QUERY_STOP_DEVICE and IRP_MN_STOP_DEVICE: the device is to be
  /// started anew, with other resources.
  QueryStopDevice = 512 + 27,
  StopDevice = 768 + 27,
  /// Added to the rank of a device routine that runs after the unload routine.
  AfterUnload = 10,
  /// Stands in Later::Detail of a callback given to an unknown routine: how
  /// often it is called is not known.
  UnknownCaller = 1,
  /// Added to Later::Detail of a routine that has run and failed.
  FailedRun = 1024
};

/// Parameter of WskAcceptEvent: the new socket, or NULL when the listener is
/// dead.
constexpr unsigned AcceptSocketIndex = 4;

struct Later {
  Role Kind = Role::Callback;
  const clang::FunctionDecl *Routine = nullptr;
  /// What the routine gets as its context argument, or as its `this`; unknown
  /// if none.
  SVal Context;
  /// Index of the MajorFunction (IRP_MJ_PNP has one for each minor function),
  /// or rank among the device routines, or UnknownCaller; 0 otherwise.
  unsigned Detail = 0;
  /// The socket whose events the routine gets: it runs only while it is open.
  SymbolRef Socket = nullptr;

  bool operator==(const Later &O) const {
    return Kind == O.Kind && Routine == O.Routine && Context == O.Context &&
           Detail == O.Detail && Socket == O.Socket;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddInteger(int(Kind));
    ID.AddPointer(Routine);
    Context.Profile(ID);
    ID.AddInteger(Detail);
    ID.AddPointer(Socket);
  }
};

/// A thread or a work item: once it exists it runs.
bool isCertain(const Later &L);
/// Remembers \p L once; the context stays alive. Ignores a null routine.
ProgramStateRef addLater(ProgramStateRef State, const Later &L);
/// Remembers every routine of the client dispatch \p Table, given for the
/// socket \p Socket with the context \p Context.
ProgramStateRef addSocketEvents(ProgramStateRef State,
                                const clang::ento::TypedValueRegion &Table,
                                SVal Context, SymbolRef Socket);
/// Forgets the routines of \p Kind (with \p Detail): the slot was overwritten.
ProgramStateRef removeLater(ProgramStateRef State, Role Kind, unsigned Detail);
/// In the order they were added.
std::vector<Later> laterRoutines(ProgramStateRef State);
ProgramStateRef clearLater(ProgramStateRef State, const Later &L);

/// A framework unloads the driver without any routine of the driver's own: a
/// PnP KMDF driver without EvtDriverUnload, a StorPort or PortCls driver.
ProgramStateRef setSystemUnload(ProgramStateRef State, bool Unloads);
bool hasSystemUnload(ProgramStateRef State);
/// A KMDF driver without EvtDriverDeviceAdd has control devices only; the
/// framework deletes those after EvtDriverUnload (contract 4.3).
ProgramStateRef setControlDevicesOnly(ProgramStateRef State);
bool hasControlDevicesOnly(ProgramStateRef State);
/// The context the callbacks of a filter module or an adapter get; unknown
/// until the driver has set it.
ProgramStateRef setAdapterContext(ProgramStateRef State, SVal Context);
SVal adapterContext(ProgramStateRef State);
/// The status with which the latest framework request was completed; unknown
/// if it was not.
ProgramStateRef setCompleted(ProgramStateRef State, SVal Status);
SVal completedStatus(ProgramStateRef State);
/// \p L runs after the unload routine.
bool isAfterUnload(const Later &L);

/// \p L as it is noted when it has run and failed.
Later failedRun(Later L);
/// A device is to stop, only to be started again.
bool isStop(const Later &L);
/// Notes that \p L has run on this path.
ProgramStateRef noteRun(ProgramStateRef State, const Later &L);
/// What has run on this path, latest first.
llvm::ImmutableList<Later> routinesRun(ProgramStateRef State);
unsigned timesRun(ProgramStateRef State, const Later &L);

/// The thread \p Routine has run to its end on this path only because another
/// thread was taken to have changed the number at \p Flag. As long as that
/// still holds \p Before, the thread is in truth running.
ProgramStateRef noteStanding(ProgramStateRef State,
                             const clang::FunctionDecl *Routine,
                             const MemRegion *Flag, SVal Before);

/// A routine that has not run on this path could still make the call \p Call:
/// what the path lacks is not proved to be missing.
/// \p Block is the registration the call has to be for, null for any.
bool mayStillCall(clang::ento::CheckerContext &C, ProgramStateRef State,
                  WskCall Call, const MemRegion *Block = nullptr);

/// Remembers an object that routines of the driver get as an argument (its
/// driver object, its device), by the type of the pointer.
ProgramStateRef rememberObject(ProgramStateRef State, clang::QualType Type,
                               SVal Object);
std::optional<SVal> knownObject(ProgramStateRef State, clang::QualType Type);

/// "system thread", "work item" ... for messages.
llvm::StringRef roleWord(Role Kind);
bool isUnload(Role Kind);

/// The function \p Value points to, if it is known.
const clang::FunctionDecl *functionOf(SVal Value);

} // namespace wsk

#endif // WSK_MODEL_LATER_H
