// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=LIVE
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=KEPT
// LIVE: missing-deregister: the driver is gone and still registered
// KEPT: npi-capture-leak: a capture is never released
// An audio adapter: the port class driver holds the one reference to an object
// that is on the network as long as it lives.
#define PUT_GUIDS_HERE
#include "../Inputs/Driver.h"
#include <portcls.h>
#include <stdunk.h>

namespace {
class Sender : public CUnknown {
public:
  DECLARE_STD_UNKNOWN()
  Sender() : CUnknown(nullptr), Started(NT_SUCCESS(startWsk())) {}
  ~Sender() {
#if BAD != 1
    if (Started)
      stopWsk();
#endif
  }

private:
  bool Started;
};
} // namespace

STDMETHODIMP Sender::NonDelegatingQueryInterface(REFIID, PVOID *Object) {
  *Object = QICASTUNKNOWN(PUNKNOWN);
  AddRef();
  return STATUS_SUCCESS;
}

static NTSTATUS startDevice(PDEVICE_OBJECT Device, PIRP, PRESOURCELIST) {
  auto *Made = new (NonPagedPoolNx, TAG) Sender();
  if (!Made)
    return STATUS_INSUFFICIENT_RESOURCES;
  auto *Unknown =
      reinterpret_cast<PUNKNOWN>(static_cast<INonDelegatingUnknown *>(Made));
  Unknown->AddRef();
  NTSTATUS Status =
      PcRegisterSubdevice(Device, const_cast<PWCHAR>(L"Wave"), Unknown);
#if BAD != 2
  Unknown->Release();
#endif
  return Status;
}

static NTSTATUS NTAPI addDevice(PDRIVER_OBJECT Driver,
                                PDEVICE_OBJECT Physical) {
  return PcAddAdapterDevice(Driver, Physical, startDevice, 1, 0);
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver,
                                      PUNICODE_STRING Path) {
  return PcInitializeAdapterDriver(Driver, Path, addDevice);
}
