// Registrations in C++: guards whose destructor deregisters. A part called
// ...-bad breaks the rule, one called ...-ok does not.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/guard-dismissed-bad.cpp
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/guard-ok.cpp
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/member-bad.cpp
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/member-ok.cpp

//--- guard-dismissed-bad.cpp
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

class Guard {
public:
  explicit Guard(PWSK_REGISTRATION Block) : Block(Block) {}
  ~Guard() {
    if (Block)
      WskDeregister(Block);
  }
  void Dismiss() { Block = nullptr; }

private:
  PWSK_REGISTRATION Block;
};

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver,
                                      PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Guard Cleanup(&Registration);
  Cleanup.Dismiss(); // before the last step that can fail
  return StartWork();
  // expected-warning@-1 {{DriverEntry fails while 'Registration' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
  // expected-note@-2 {{DriverEntry fails while 'Registration' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
}

//--- guard-ok.cpp
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

class Guard {
public:
  explicit Guard(PWSK_REGISTRATION Block) : Block(Block) {}
  ~Guard() {
    if (Block)
      WskDeregister(Block);
  }
  void Dismiss() { Block = nullptr; }

private:
  PWSK_REGISTRATION Block;
};

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver,
                                      PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Guard Cleanup(&Registration);
  Status = StartWork();
  if (NT_SUCCESS(Status))
    Cleanup.Dismiss();
  return Status;
}
// expected-no-diagnostics

//--- member-bad.cpp
#include "wsk-ops.h"

class Network {
public:
  NTSTATUS Start() {
    NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
    // expected-note@-1 {{WskRegister succeeds: 'Net.Registration' is registered}}
    IsRegistered = NT_SUCCESS(Status);
    return Status;
  }
  void Stop() {
    if (IsRegistered)
      WskDeregister(&Registration);
    IsRegistered = false;
  }

private:
  bool IsRegistered = false;
  WSK_REGISTRATION Registration;
};

static Network Net;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) { Net.Stop(); }

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver,
                                      PUNICODE_STRING Path) {
  NTSTATUS Status = Net.Start();
  // expected-note@-1 {{Calling 'Network::Start'}}
  // expected-note@-2 {{Returning from 'Network::Start'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Driver->DriverUnload = Unload;
  return StartWork();
  // expected-warning@-1 {{DriverEntry fails while 'Net.Registration' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
  // expected-note@-2 {{DriverEntry fails while 'Net.Registration' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
}

//--- member-ok.cpp
#include "wsk-ops.h"

class Network {
public:
  NTSTATUS Start() {
    NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
    IsRegistered = NT_SUCCESS(Status);
    return Status;
  }
  void Stop() {
    if (IsRegistered)
      WskDeregister(&Registration);
    IsRegistered = false;
  }

private:
  bool IsRegistered = false;
  WSK_REGISTRATION Registration;
};

static Network Net;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) { Net.Stop(); }

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver,
                                      PUNICODE_STRING Path) {
  NTSTATUS Status = Net.Start();
  if (!NT_SUCCESS(Status))
    return Status;
  Driver->DriverUnload = Unload;
  Status = StartWork();
  if (!NT_SUCCESS(Status))
    Net.Stop();
  return Status;
}
// expected-no-diagnostics

