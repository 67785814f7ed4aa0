//===- Types.h - Structures of NDIS --------------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_NDIS_TYPES_H
#define WSK_KERNEL_NDIS_TYPES_H

#include "nt/Types.h"

namespace kernel {
namespace ndis {

struct ObjectHeader {
  uint8_t Type, Revision;
  uint16_t Size;
};

/// What attach, initialize, pause and restart handlers are told.
struct Parameters {
  ObjectHeader Header = {0x80, 1, sizeof(Parameters)};
  uint8_t Rest[124] = {};
};

using Status = int32_t;
using OptionsHandler = MSABI Status (*)(void *, void *);
using AttachHandler = MSABI Status (*)(void *, void *, Parameters *);
using LeaveHandler = MSABI void (*)(void *);
using HaltHandler = MSABI void (*)(void *, int32_t);
using ChangeHandler = MSABI Status (*)(void *, Parameters *);

struct FilterCharacteristics {
  ObjectHeader Header;
  uint8_t Versions[4];
  uint32_t Flags;
  nt::UNICODE_STRING Names[3];
  OptionsHandler SetOptions;
  void *SetModuleOptions;
  AttachHandler Attach;
  LeaveHandler Detach;
  ChangeHandler Restart, Pause;
};
static_assert(sizeof(FilterCharacteristics) == 112);

struct MiniportCharacteristics {
  ObjectHeader Header;
  uint8_t Versions[4];
  uint32_t Flags;
  OptionsHandler SetOptions;
  AttachHandler Initialize;
  HaltHandler Halt;
  nt::UnloadRoutine Unload;
  ChangeHandler Pause, Restart;
};
static_assert(sizeof(MiniportCharacteristics) == 64);

/// NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES.
struct RegistrationAttributes {
  ObjectHeader Header;
  void *AdapterContext;
};

/// A module of a filter or an adapter of a miniport.
struct Module {
  void *Context = nullptr; ///< the driver's
  bool Waiting = false;    ///< the driver said NDIS_STATUS_PENDING
  Status Result = 0;       ///< of what it completed later
};

constexpr Status NdisPending = 0x103;

/// Calls a pause or restart handler (null: agrees) and waits when it says that
/// it completes later. \returns the final status.
Status change(Module &Of, const char *What, ChangeHandler Handler);

/// Ndis[FM]{Pause,Restart}Complete.
void changed(Module &Of, Status Result);

} // namespace ndis
} // namespace kernel

#endif // WSK_KERNEL_NDIS_TYPES_H
