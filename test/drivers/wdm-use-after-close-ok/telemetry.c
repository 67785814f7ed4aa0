// Telemetry client: connects, sends a record, closes on errors.
// Right: a failed send closes and returns; only a good connection is disconnected.
#include <ntddk.h>
#include <wsk.h>

#define CONNECTION(s) ((const WSK_PROVIDER_CONNECTION_DISPATCH *)(s)->Dispatch)

typedef struct _TELEMETRY {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PIRP Irp;
    KEVENT Event;
    PMDL Mdl;
    ULONG Record[8];
} TELEMETRY;

static TELEMETRY Telemetry;
static const WSK_CLIENT_DISPATCH TelemetryDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI TelemetryDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP Next(TELEMETRY *T)
{
    IoReuseIrp(T->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&T->Event);
    IoSetCompletionRoutine(T->Irp, TelemetryDone, &T->Event, TRUE, TRUE, TRUE);
    return T->Irp;
}

static NTSTATUS Result(TELEMETRY *T)
{
    KeWaitForSingleObject(&T->Event, Executive, KernelMode, FALSE, NULL);
    return T->Irp->IoStatus.Status;
}

static NTSTATUS SendRecord(TELEMETRY *T)
{
    SOCKADDR_IN Local = { 0 }, Remote = { 0 };
    PWSK_SOCKET Socket;
    NTSTATUS Status;
    WSK_BUF Buffer;

    Local.sin_family = AF_INET;
    Remote.sin_family = AF_INET;
    Remote.sin_port = RtlUshortByteSwap(9090);
    Remote.sin_addr.s_addr = RtlUlongByteSwap(0x7f000001);
    T->Npi.Dispatch->WskSocketConnect(T->Npi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&Local,
        (PSOCKADDR)&Remote, 0, NULL, NULL, NULL, NULL, NULL, Next(T));
    Status = Result(T);
    if (!NT_SUCCESS(Status))
        return Status;
    Socket = (PWSK_SOCKET)T->Irp->IoStatus.Information;

    Buffer.Mdl = T->Mdl;
    Buffer.Offset = 0;
    Buffer.Length = sizeof(T->Record);
    CONNECTION(Socket)->WskSend(Socket, &Buffer, WSK_FLAG_NODELAY, Next(T));
    Status = Result(T);
    if (!NT_SUCCESS(Status)) {
        CONNECTION(Socket)->WskCloseSocket(Socket, Next(T));
        Result(T);
        return Status;
    }

    CONNECTION(Socket)->WskDisconnect(Socket, NULL, 0, Next(T));
    Result(T);
    CONNECTION(Socket)->WskCloseSocket(Socket, Next(T));
    Result(T);
    return Status;
}

static NTSTATUS NTAPI TelemetryWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(DeviceObject);
    Telemetry.Record[0]++;
    Status = SendRecord(&Telemetry);
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID TelemetryFree(TELEMETRY *T)
{
    if (T->Mdl != NULL)
        IoFreeMdl(T->Mdl);
    if (T->Irp != NULL)
        IoFreeIrp(T->Irp);
}

static VOID NTAPI TelemetryUnload(PDRIVER_OBJECT DriverObject)
{
    IoDeleteDevice(DriverObject->DeviceObject);
    WskReleaseProviderNPI(&Telemetry.Registration);
    WskDeregister(&Telemetry.Registration);
    TelemetryFree(&Telemetry);
}

static NTSTATUS TelemetryNetwork(TELEMETRY *T)
{
    WSK_CLIENT_NPI Client = { T, &TelemetryDispatch };
    NTSTATUS Status = WskRegister(&Client, &T->Registration);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&T->Registration, 1000, &T->Npi);
    if (!NT_SUCCESS(Status))
        WskDeregister(&T->Registration);
    return Status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Telemetry");
    TELEMETRY *T = &Telemetry;
    PDEVICE_OBJECT Device;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeEvent(&T->Event, SynchronizationEvent, FALSE);
    T->Irp = IoAllocateIrp(1, FALSE);
    T->Mdl = IoAllocateMdl(T->Record, sizeof(T->Record), FALSE, FALSE, NULL);
    if (T->Irp == NULL || T->Mdl == NULL) {
        TelemetryFree(T);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(T->Mdl);

    Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, TRUE, &Device);
    if (!NT_SUCCESS(Status)) {
        TelemetryFree(T);
        return Status;
    }
    Status = TelemetryNetwork(T);
    if (!NT_SUCCESS(Status)) {
        IoDeleteDevice(Device);
        TelemetryFree(T);
        return Status;
    }
    DriverObject->MajorFunction[IRP_MJ_WRITE] = TelemetryWrite;
    DriverObject->DriverUnload = TelemetryUnload;
    return STATUS_SUCCESS;
}
