// A PortCls adapter whose sender ends in its destructor.
// Right: the adapter's reference is released also if the sender was not registered as a
// subdevice, and its destructor runs.
#define PUT_GUIDS_HERE
#include <portcls.h>
#include <stdunk.h>
extern "C" {
#include <wsk.h>
}

static const WSK_CLIENT_DISPATCH Client = {MAKE_WSK_VERSION(1, 0), 0, nullptr};

class Sender : public CUnknown {
public:
    DECLARE_STD_UNKNOWN()
    Sender(PUNKNOWN Outer);
    ~Sender();
    bool isUp() const { return Captured; }

private:
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    bool Registered = false;
    bool Captured = false;
};

Sender::Sender(PUNKNOWN Outer) : CUnknown(Outer)
{
    WSK_CLIENT_NPI Npi = {this, &Client};

    Registered = NT_SUCCESS(WskRegister(&Npi, &Registration));
    if (Registered)
        Captured = NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider));
}

Sender::~Sender()
{
    if (Captured)
        WskReleaseProviderNPI(&Registration);
    if (Registered)
        WskDeregister(&Registration);
}

STDMETHODIMP Sender::NonDelegatingQueryInterface(REFIID Interface, PVOID *Object)
{
    UNREFERENCED_PARAMETER(Interface);
    *Object = QICASTUNKNOWN(PUNKNOWN);
    AddRef();
    return STATUS_SUCCESS;
}

static NTSTATUS StartDevice(PDEVICE_OBJECT Device, PIRP Irp, PRESOURCELIST Resources)
{
    PUNKNOWN Unknown;
    Sender *New = new (NonPagedPoolNx, 'dneS') Sender(nullptr);

    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Resources);
    if (New == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    Unknown = reinterpret_cast<PUNKNOWN>(static_cast<INonDelegatingUnknown *>(New));
    Unknown->AddRef();
    NTSTATUS Status = New->isUp() ? PcRegisterSubdevice(Device, const_cast<PWCHAR>(L"Wave"), Unknown)
                                  : STATUS_DEVICE_NOT_READY;
    Unknown->Release();
    return Status;
}

static NTSTATUS NTAPI AddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Physical)
{
    return PcAddAdapterDevice(Driver, Physical, StartDevice, 1, 0);
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    return PcInitializeAdapterDriver(Driver, Path, AddDevice);
}
