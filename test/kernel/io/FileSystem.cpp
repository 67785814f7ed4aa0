//===- FileSystem.cpp - Registered file systems ---------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A file system for disks is asked to mount volumes; one of the network is
/// not.
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "harness/Session.h"
#include "io/Irp.h"
#include "io/Request.h"
#include "mm/Pool.h"
#include "nt/Status.h"

namespace kernel {
namespace {
using namespace nt;

struct FileSystem {
  DEVICE_OBJECT *Device;
  StackRef Registered;
};
run::Local<run::vector<FileSystem>> All;

MSABI void IoRegisterFileSystem(DEVICE_OBJECT *Device) {
  Device->Flags &= ~0x80u; // DO_DEVICE_INITIALIZING
  All->push_back({Device, captureRef()});
  reached("file systems registered");
}
KERNEL_EXPORT(IoRegisterFileSystem, PASSIVE_LEVEL)

MSABI void IoUnregisterFileSystem(DEVICE_OBJECT *Device) {
  auto &Known = *All;
  for (size_t I = 0; I != Known.size(); ++I)
    if (Known[I].Device == Device) {
      Known.erase(Known.begin() + I);
      return;
    }
}
KERNEL_EXPORT(IoUnregisterFileSystem, PASSIVE_LEVEL)

void checkLeaks() {
  for (const FileSystem &F : *All)
    report("filesystem-leak", "a file system is never unregistered")
        .note(F.Registered, "registered here");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);

/// A disk whose volume nobody has mounted yet.
void mountOn(DEVICE_OBJECT *Device) {
  constexpr size_t VpbSize = 96;
  constexpr uint8_t MountVolume = 1;
  void *Vpb = pool::allocateInternal(VpbSize);
  auto *Disk = static_cast<DEVICE_OBJECT *>(
      pool::allocateInternal(sizeof(DEVICE_OBJECT)));
  Disk->Type = 3;
  Disk->Size = sizeof(*Disk);
  Disk->Vpb = Vpb;
  Disk->StackSize = 1;
  io::Request *R = io::makeRequest(Device, io::MajorFileSystemControl);
  IO_STACK_LOCATION *Location = irp::nextLocation(R->Irp);
  Location->MinorFunction = MountVolume;
  Location->Parameters.Others.Argument1 = Vpb;
  Location->Parameters.Others.Argument2 = Disk;
  if (succeeded(io::sendRequest(Device, R)))
    reached("volumes mounted");
  // The volume's device would keep both: a volume is not dismounted here.
}

bool isForDisks(const DEVICE_OBJECT *Device) {
  constexpr uint32_t CdRom = 0x03, Disk = 0x08, Tape = 0x20;
  return Device->DeviceType == CdRom || Device->DeviceType == Disk ||
         Device->DeviceType == Tape;
}

void insertDisks() {
  run::vector<FileSystem> Known = *All;
  for (const FileSystem &F : Known)
    if (isForDisks(F.Device))
      for (uint32_t Disks = 1 + choose(ChoiceKind::Peer, 3); Disks != 3;
           ++Disks)
        mountOn(F.Device);
}
ScenarioStep Mount(-50, insertDisks);
} // namespace
} // namespace kernel
