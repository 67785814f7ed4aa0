//===- Device.cpp - Device objects and symbolic links ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "io/Device.h"
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "harness/Session.h"
#include "io/Irp.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include "ob/Object.h"

namespace kernel {
namespace io {

namespace {
using nt::DEVICE_OBJECT;

using Name = std::basic_string<char16_t, std::char_traits<char16_t>,
                               run::Allocator<char16_t>>;

struct Device {
  DEVICE_OBJECT *Object;
  io::Name Path;
  StackRef Created;
  bool Deleted = false;
};
struct Link {
  Name Target;
  StackRef Created;
};
struct Names {
  run::vector<Device> Devices;
  run::map<Name, Link> Links;
};
run::Local<Names> State;

Name nameOf(const nt::UNICODE_STRING *Text) {
  if (!Text || !Text->Buffer)
    return Name();
  return Name(Text->Buffer, Text->Length / 2);
}

Device *find(const DEVICE_OBJECT *Object) {
  for (Device &D : State->Devices)
    if (D.Object == Object && !D.Deleted)
      return &D;
  return nullptr;
}

void checkLeaks() {
  for (const Device &D : State->Devices)
    if (!D.Deleted)
      report("device-leak",
             "a device object is never deleted; the driver cannot be unloaded")
          .note(D.Created, "created here");
  for (const auto &Entry : State->Links)
    report("symlink-leak", "a symbolic link is never deleted")
        .note(Entry.second.Created, "created here");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);

void unlinkDevice(DEVICE_OBJECT *Object) {
  for (DEVICE_OBJECT **Place = &driverObject()->DeviceObject; *Place;
       Place = &(*Place)->NextDevice)
    if (*Place == Object) {
      *Place = Object->NextDevice;
      return;
    }
}
} // namespace

DEVICE_OBJECT *firstDevice() { return driverObject()->DeviceObject; }

DEVICE_OBJECT *topOfStack(DEVICE_OBJECT *Device) {
  while (Device->AttachedDevice)
    Device = Device->AttachedDevice;
  return Device;
}

DEVICE_OBJECT *attachDevice(DEVICE_OBJECT *Upper, DEVICE_OBJECT *Lower) {
  DEVICE_OBJECT *Top = topOfStack(Lower);
  Top->AttachedDevice = Upper;
  Upper->StackSize = Top->StackSize + 1;
  return Top;
}

nt::NTSTATUS callDispatch(DEVICE_OBJECT *Device, nt::IRP *Irp) {
  --Irp->CurrentLocation;
  --Irp->CurrentStackLocation;
  nt::IO_STACK_LOCATION *Location = Irp->CurrentStackLocation;
  Location->DeviceObject = Device;
  nt::DispatchRoutine Routine =
      Device->DriverObject->MajorFunction[Location->MajorFunction];
  return callDriver("dispatch routine", Routine, Device, Irp);
}

nt::NTSTATUS createDevice(uint32_t ExtensionSize,
                          const nt::UNICODE_STRING *DeviceName, uint32_t Type,
                          uint32_t Characteristics, DEVICE_OBJECT **Out) {
  Name Wanted = nameOf(DeviceName);
  for (const Device &D : State->Devices)
    if (!Wanted.empty() && !D.Deleted && D.Path == Wanted)
      return nt::STATUS_OBJECT_NAME_COLLISION;
  if (chooseFault())
    return nt::STATUS_INSUFFICIENT_RESOURCES;
  auto *Made = static_cast<DEVICE_OBJECT *>(
      pool::allocateInternal(sizeof(DEVICE_OBJECT) + ExtensionSize));
  Made->Type = 3;
  Made->Size = uint16_t(sizeof(DEVICE_OBJECT) + ExtensionSize);
  Made->DriverObject = driverObject();
  Made->NextDevice = driverObject()->DeviceObject;
  Made->Flags = 0x80; // DO_DEVICE_INITIALIZING
  Made->Characteristics = Characteristics;
  Made->DeviceExtension = ExtensionSize ? Made + 1 : nullptr;
  Made->DeviceType = Type;
  Made->StackSize = 1;
  driverObject()->DeviceObject = Made;
  ob::add(Made, ob::Kind::Device);
  State->Devices.push_back({Made, Wanted, captureRef()});
  *Out = Made;
  return nt::STATUS_SUCCESS;
}

void deleteDevice(DEVICE_OBJECT *Object) {
  Device *D = find(Object);
  if (!D)
    bugcheck("object-bad-reference", "IoDeleteDevice is given no device");
  D->Deleted = true;
  unlinkDevice(Object);
  pool::free(Object, 0, "IoDeleteDevice");
}

nt::NTSTATUS createLink(const nt::UNICODE_STRING *LinkName,
                        const nt::UNICODE_STRING *Target) {
  if (State->Links.count(nameOf(LinkName)))
    return nt::STATUS_OBJECT_NAME_COLLISION;
  if (chooseFault())
    return nt::STATUS_INSUFFICIENT_RESOURCES;
  State->Links[nameOf(LinkName)] = {nameOf(Target), captureRef()};
  return nt::STATUS_SUCCESS;
}

nt::NTSTATUS deleteLink(const nt::UNICODE_STRING *LinkName) {
  return State->Links.erase(nameOf(LinkName))
             ? nt::STATUS_SUCCESS
             : nt::STATUS_OBJECT_NAME_NOT_FOUND;
}

bool cancel(nt::IRP *Irp) {
  Irp->Cancel = true;
  // At once: who takes the routine away first keeps the IRP.
  nt::CancelRoutine Routine = Irp->CancelRoutine;
  Irp->CancelRoutine = nullptr;
  nt::KIRQL Before = self()->irql(); // the IRP may be gone after the routine
  Irp->CancelIrql = Before;
  yield();
  if (!Routine)
    return false;
  if (Before < nt::DISPATCH_LEVEL)
    self()->setIrql(nt::DISPATCH_LEVEL);
  if (irp::Canceller Host = irp::hostCanceller(Routine))
    Host(Irp);
  else
    callDriver("cancel routine", Routine,
               Irp->CurrentLocation <= Irp->StackCount
                   ? Irp->CurrentStackLocation->DeviceObject
                   : nullptr,
               Irp);
  self()->setIrql(Before);
  return true;
}

} // namespace io

namespace {
using namespace nt;

MSABI NTSTATUS IoCreateDevice(DRIVER_OBJECT *, uint32_t ExtensionSize,
                              UNICODE_STRING *Name, uint32_t Type,
                              uint32_t Characteristics, BOOLEAN,
                              DEVICE_OBJECT **Out) {
  return io::createDevice(ExtensionSize, Name, Type, Characteristics, Out);
}
KERNEL_EXPORT(IoCreateDevice, APC_LEVEL)

MSABI NTSTATUS IoCreateDeviceSecure(DRIVER_OBJECT *, uint32_t ExtensionSize,
                                    UNICODE_STRING *Name, uint32_t Type,
                                    uint32_t Characteristics, BOOLEAN,
                                    UNICODE_STRING *, void *,
                                    DEVICE_OBJECT **Out) {
  return io::createDevice(ExtensionSize, Name, Type, Characteristics, Out);
}
KERNEL_EXPORT(IoCreateDeviceSecure, PASSIVE_LEVEL)
KERNEL_EXPORT_AS(WdmlibIoCreateDeviceSecure, IoCreateDeviceSecure,
                 PASSIVE_LEVEL)

MSABI void IoDeleteDevice(DEVICE_OBJECT *Device) { io::deleteDevice(Device); }
KERNEL_EXPORT(IoDeleteDevice, APC_LEVEL)

MSABI NTSTATUS IoCreateSymbolicLink(UNICODE_STRING *Link,
                                    UNICODE_STRING *Target) {
  return io::createLink(Link, Target);
}
KERNEL_EXPORT(IoCreateSymbolicLink, PASSIVE_LEVEL)

MSABI NTSTATUS IoDeleteSymbolicLink(UNICODE_STRING *Link) {
  return io::deleteLink(Link);
}
KERNEL_EXPORT(IoDeleteSymbolicLink, PASSIVE_LEVEL)

MSABI DEVICE_OBJECT *IoAttachDeviceToDeviceStack(DEVICE_OBJECT *Upper,
                                                 DEVICE_OBJECT *Lower) {
  return chooseFault() ? nullptr : io::attachDevice(Upper, Lower);
}
KERNEL_EXPORT(IoAttachDeviceToDeviceStack, DISPATCH_LEVEL)

MSABI NTSTATUS IoAttachDeviceToDeviceStackSafe(DEVICE_OBJECT *Upper,
                                               DEVICE_OBJECT *Lower,
                                               DEVICE_OBJECT **Below) {
  if (chooseFault())
    return STATUS_NO_SUCH_DEVICE;
  *Below = io::attachDevice(Upper, Lower);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(IoAttachDeviceToDeviceStackSafe, DISPATCH_LEVEL)

MSABI void IoDetachDevice(DEVICE_OBJECT *Lower) {
  if (!isReadable(Lower, sizeof(DEVICE_OBJECT)) || !Lower->AttachedDevice)
    bugcheck("device-bad-detach",
             "IoDetachDevice is given a device that nothing is attached to");
  Lower->AttachedDevice = nullptr;
}
KERNEL_EXPORT(IoDetachDevice, PASSIVE_LEVEL)

MSABI DEVICE_OBJECT *IoGetAttachedDeviceReference(DEVICE_OBJECT *Device) {
  DEVICE_OBJECT *Top = io::topOfStack(Device);
  ob::reference(Top, "IoGetAttachedDeviceReference");
  return Top;
}
KERNEL_EXPORT(IoGetAttachedDeviceReference, DISPATCH_LEVEL)

MSABI NTSTATUS IofCallDriver(DEVICE_OBJECT *Device, IRP *Irp) {
  if (Irp->CurrentLocation <= 1)
    bugcheck("irp-no-stack",
             "IoCallDriver: the IRP has no stack location for the callee");
  return io::callDispatch(Device, Irp);
}
KERNEL_EXPORT(IofCallDriver, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(IoCallDriver, IofCallDriver, DISPATCH_LEVEL)

MSABI BOOLEAN IoCancelIrp(IRP *Irp) { return io::cancel(Irp); }
KERNEL_EXPORT(IoCancelIrp, DISPATCH_LEVEL)

MSABI CancelRoutine IoSetCancelRoutine(IRP *Irp, CancelRoutine Routine) {
  yield();
  CancelRoutine Before = Irp->CancelRoutine;
  Irp->CancelRoutine = Routine;
  return Before;
}
KERNEL_EXPORT(IoSetCancelRoutine, DISPATCH_LEVEL)

MSABI void IoReleaseCancelSpinLock(KIRQL Irql) { self()->setIrql(Irql); }
KERNEL_EXPORT(IoReleaseCancelSpinLock, DISPATCH_LEVEL)

MSABI void IoAcquireCancelSpinLock(KIRQL *Irql) {
  *Irql = self()->irql();
  self()->setIrql(DISPATCH_LEVEL);
}
KERNEL_EXPORT(IoAcquireCancelSpinLock, DISPATCH_LEVEL)

MSABI IO_STACK_LOCATION *IoGetCurrentIrpStackLocation(IRP *Irp) {
  return irp::currentLocation(Irp);
}
KERNEL_EXPORT(IoGetCurrentIrpStackLocation, HIGH_LEVEL)

MSABI IO_STACK_LOCATION *IoGetNextIrpStackLocation(IRP *Irp) {
  return irp::nextLocation(Irp);
}
KERNEL_EXPORT(IoGetNextIrpStackLocation, HIGH_LEVEL)

MSABI void IoCopyCurrentIrpStackLocationToNext(IRP *Irp) {
  IO_STACK_LOCATION *Next = irp::nextLocation(Irp);
  *Next = *irp::currentLocation(Irp);
  Next->Control = 0;
  Next->CompletionRoutine = nullptr;
  Next->Context = nullptr;
}
KERNEL_EXPORT(IoCopyCurrentIrpStackLocationToNext, HIGH_LEVEL)

MSABI void IoSkipCurrentIrpStackLocation(IRP *Irp) {
  ++Irp->CurrentLocation;
  ++Irp->CurrentStackLocation;
}
KERNEL_EXPORT(IoSkipCurrentIrpStackLocation, HIGH_LEVEL)

MSABI void IoSetNextIrpStackLocation(IRP *Irp) {
  --Irp->CurrentLocation;
  --Irp->CurrentStackLocation;
}
KERNEL_EXPORT(IoSetNextIrpStackLocation, HIGH_LEVEL)

MSABI uint16_t IoSizeOfIrp(int8_t StackSize) {
  return uint16_t(sizeof(IRP) + StackSize * sizeof(IO_STACK_LOCATION));
}
KERNEL_EXPORT(IoSizeOfIrp, HIGH_LEVEL)
} // namespace
} // namespace kernel
