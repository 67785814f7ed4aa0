// An object that no path of the driver's life makes lives a life of its own:
// constructor, a public method with what it starts, destructor.
//
// RUN: %clang-analyze-wsk -I %S/../rules/Inputs -analyzer-output=text \
// RUN:   -verify-ignore-unexpected=note -verify %s
extern "C" {
#include "wsk-ops.h"
}

// The status of WskRegister goes unseen: the destructor undoes what was not
// done.
class Unchecked {
public:
  Unchecked() { WskRegister(&ClientNpi, &Registration); }
  ~Unchecked() {
    WskDeregister(&Registration); // expected-warning{{WskDeregister on 'Registration', whose registration failed}}
  }

private:
  WSK_REGISTRATION Registration;
};

// A capture that the constructor may not reach is released all the same.
class Releases {
public:
  Releases() {
    Registered = NT_SUCCESS(WskRegister(&ClientNpi, &Registration));
    if (Registered && NT_SUCCESS(StartWork()))
      WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  }
  ~Releases() {
    if (!Registered)
      return;
    WskReleaseProviderNPI(&Registration); // expected-warning{{WskReleaseProviderNPI on 'Registration': no capture is held}}
    WskDeregister(&Registration);
  }

private:
  bool Registered;
  WSK_REGISTRATION Registration;
  WSK_PROVIDER_NPI Npi;
};

// Forgets the registration when something else failed too.
class Forgets {
public:
  Forgets() {
    Registered = NT_SUCCESS(WskRegister(&ClientNpi, &Registration));
    Ready = Registered && NT_SUCCESS(StartWork());
  }
  ~Forgets() {
    if (Ready)
      WskDeregister(&Registration);
  } // expected-warning{{the object is destroyed while its 'Registration' is registered: WskDeregister is not called on this path}}

private:
  bool Registered, Ready;
  WSK_REGISTRATION Registration;
};

// The public method ends what the constructor began, and clears the flag.
class Stops {
public:
  Stops() { Registered = NT_SUCCESS(WskRegister(&ClientNpi, &Registration)); }
  ~Stops() { Stop(); }
  void Stop() {
    if (Registered)
      WskDeregister(&Registration);
    Registered = false;
  }

private:
  bool Registered;
  WSK_REGISTRATION Registration;
};

// Its users stop it: nothing is proved by a path that does not.
class StoppedByUsers {
public:
  StoppedByUsers() {
    RtlZeroMemory(&Npi, sizeof Npi);
    Registered = NT_SUCCESS(WskRegister(&ClientNpi, &Registration));
  }
  ~StoppedByUsers() {
    if (Npi.Dispatch)
      WskReleaseProviderNPI(&Registration);
  }
  NTSTATUS Open() {
    if (!Registered)
      return STATUS_DEVICE_NOT_READY;
    return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  }
  void Stop() {
    if (Registered)
      WskDeregister(&Registration);
  }

private:
  bool Registered;
  WSK_REGISTRATION Registration;
  WSK_PROVIDER_NPI Npi;
};

// A block that is no part of the object outlives it.
static WSK_REGISTRATION Global;
class Outlived {
public:
  Outlived() { Registered = NT_SUCCESS(WskRegister(&ClientNpi, &Global)); }
  ~Outlived() {
    if (Registered && NT_SUCCESS(StartWork()))
      WskDeregister(&Global);
  }

private:
  bool Registered;
};
