// The usual close helper allocates its IRP when it is called; without memory the
// socket stays open and WskDeregister will wait for it. Right as far as definite
// faults go: the contract counts this only as suspicious (R28), since hardly any
// driver handles it. Nothing is reported by default.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Socket;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI OnComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Allocate(PIRP *Irp, PKEVENT Event)
{
    *Irp = IoAllocateIrp(1, FALSE);
    if (*Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(*Irp, OnComplete, Event, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static NTSTATUS Open(PWSK_SOCKET *Out)
{
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp;

    Status = Allocate(&Irp, &Event);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
        WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status))
        *Out = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return Status;
}

static NTSTATUS Close(PWSK_SOCKET ToClose)
{
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp;

    Status = Allocate(&Irp, &Event);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = ((PWSK_PROVIDER_BASIC_DISPATCH)ToClose->Dispatch)->WskCloseSocket(ToClose, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Close(Socket);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Registration, 1000, &Npi);
    if (NT_SUCCESS(Status)) {
        Status = Open(&Socket);
        if (NT_SUCCESS(Status)) {
            DriverObject->DriverUnload = Unload;
            return STATUS_SUCCESS;
        }
        WskReleaseProviderNPI(&Registration);
    }
    WskDeregister(&Registration);
    return Status;
}
