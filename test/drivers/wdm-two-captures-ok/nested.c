// A library and its user each capture the NPI for themselves.
// Right: the library released its capture, but the user's is still held, so calls
// through either copy are legal (contract 5.1 Q2: captures are counted).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Reg;
static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_PROVIDER_NPI LibNpi, UserNpi;
static SIZE_T TransportBytes;

static NTSTATUS LibStart(VOID)
{
    return WskCaptureProviderNPI(&Reg, 1000, &LibNpi);
}

static VOID LibStop(VOID)
{
    WskReleaseProviderNPI(&Reg);
}

static NTSTATUS LibQuery(SIZE_T *Bytes)
{
    return LibNpi.Dispatch->WskControlClient(LibNpi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0,
                                             NULL, Bytes, NULL);
}

static NTSTATUS UserStart(VOID)
{
    NTSTATUS Status = WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &UserNpi);

    if (!NT_SUCCESS(Status))
        return Status;
    LibStop();
    LibQuery(&TransportBytes);
    WskReleaseProviderNPI(&Reg);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI Dispatch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = TransportBytes;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI ClientNpi = { NULL, &Client };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = Dispatch;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = Dispatch;
    DriverObject->DriverUnload = Unload;

    Status = WskRegister(&ClientNpi, &Reg);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = LibStart();
    if (!NT_SUCCESS(Status))
        goto Fail;
    Status = UserStart();
    if (!NT_SUCCESS(Status)) {
        LibStop();
        goto Fail;
    }
    return STATUS_SUCCESS;

Fail:
    WskDeregister(&Reg);
    return Status;
}
