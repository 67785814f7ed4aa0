// NDIS filter that mirrors statistics to a datagram socket.
// Fault: the unload routine deregisters before the filter is deregistered and before
// the NPI captured at load is released; WskDeregister waits for the release (R4).
#define NDIS630 1
#include <ndis.h>
#include <wsk.h>

typedef struct _MIRROR_MODULE {
    NDIS_HANDLE Handle;
    ULONG64 Packets;
} MIRROR_MODULE;

static NDIS_HANDLE DriverHandle;
static WSK_REGISTRATION MirrorReg;
static WSK_PROVIDER_NPI MirrorNpi;
static const WSK_CLIENT_DISPATCH MirrorClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NDIS_STATUS MirrorAttach(NDIS_HANDLE Handle, NDIS_HANDLE DriverContext,
                                PNDIS_FILTER_ATTACH_PARAMETERS Parameters)
{
    NDIS_FILTER_ATTRIBUTES Attributes = { 0 };
    MIRROR_MODULE *Module;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(DriverContext);
    UNREFERENCED_PARAMETER(Parameters);
    Module = NdisAllocateMemoryWithTagPriority(Handle, sizeof(*Module), 'rriM', NormalPoolPriority);
    if (Module == NULL)
        return NDIS_STATUS_RESOURCES;
    Module->Handle = Handle;
    Module->Packets = 0;
    Attributes.Header.Type = NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES;
    Attributes.Header.Revision = NDIS_FILTER_ATTRIBUTES_REVISION_1;
    Attributes.Header.Size = sizeof(Attributes);
    Status = NdisFSetAttributes(Handle, Module, &Attributes);
    if (Status != NDIS_STATUS_SUCCESS)
        NdisFreeMemory(Module, 0, 0);
    return Status;
}

static VOID MirrorDetach(NDIS_HANDLE Context)
{
    NdisFreeMemory(Context, 0, 0);
}

static NDIS_STATUS MirrorRestart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Parameters);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MirrorPause(NDIS_HANDLE Context, PNDIS_FILTER_PAUSE_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Parameters);
    return NDIS_STATUS_SUCCESS;
}

static VOID MirrorReceive(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port,
                          ULONG Count, ULONG Flags)
{
    MIRROR_MODULE *Module = Context;

    Module->Packets += Count;
    NdisFIndicateReceiveNetBufferLists(Module->Handle, Lists, Port, Count, Flags);
}

static VOID NTAPI MirrorUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskDeregister(&MirrorReg); // EXPECT: npi-held-at-deregister
    NdisFDeregisterFilterDriver(DriverHandle);
    WskReleaseProviderNPI(&MirrorReg);
}

static NTSTATUS MirrorConnect(VOID)
{
    WSK_CLIENT_NPI Npi = { NULL, &MirrorClient };
    NTSTATUS Status = WskRegister(&Npi, &MirrorReg);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&MirrorReg, 500, &MirrorNpi);
    if (!NT_SUCCESS(Status))
        WskDeregister(&MirrorReg);
    return Status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    NDIS_FILTER_DRIVER_CHARACTERISTICS Chars = { 0 };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    Status = MirrorConnect();
    if (!NT_SUCCESS(Status))
        return Status;

    Chars.Header.Type = NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS;
    Chars.Header.Revision = NDIS_FILTER_CHARACTERISTICS_REVISION_2;
    Chars.Header.Size = NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2;
    Chars.MajorNdisVersion = 6;
    Chars.MinorNdisVersion = 30;
    RtlInitUnicodeString(&Chars.FriendlyName, L"Mirror");
    RtlInitUnicodeString(&Chars.UniqueName, L"{5d3a2d60-2a7c-4b3f-9f2e-6b1c0f4e7b02}");
    RtlInitUnicodeString(&Chars.ServiceName, L"Mirror");
    Chars.AttachHandler = MirrorAttach;
    Chars.DetachHandler = MirrorDetach;
    Chars.RestartHandler = MirrorRestart;
    Chars.PauseHandler = MirrorPause;
    Chars.ReceiveNetBufferListsHandler = MirrorReceive;
    Driver->DriverUnload = MirrorUnload;
    Status = NdisFRegisterFilterDriver(Driver, NULL, &Chars, &DriverHandle);
    if (Status != NDIS_STATUS_SUCCESS) {
        WskReleaseProviderNPI(&MirrorReg);
        WskDeregister(&MirrorReg);
    }
    return Status;
}
