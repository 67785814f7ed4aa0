// Creates its socket without waiting: the completion routine stores it.
// Fault: Unload deregisters without closing what the completion routine stored; no
// other code of the driver closes it (R3).
#include <ntddk.h>
#include <wsk.h>

typedef struct _DEFERRED {
    WSK_REGISTRATION Registration;
    PIRP Irp;
    KEVENT Created;
    PWSK_SOCKET Socket;
} DEFERRED;

static DEFERRED Deferred;
static const WSK_CLIENT_DISPATCH DeferredClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI SocketCreated(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    DEFERRED *D = Context;

    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(Irp->IoStatus.Status))
        D->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    KeSetEvent(&D->Created, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS BeginCreate(DEFERRED *D)
{
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status = WskCaptureProviderNPI(&D->Registration, WSK_NO_WAIT, &Npi);

    if (!NT_SUCCESS(Status))
        return Status;
    IoSetCompletionRoutine(D->Irp, SocketCreated, D, TRUE, TRUE, TRUE);
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                            NULL, NULL, NULL, NULL, D->Irp);
    WskReleaseProviderNPI(&D->Registration);
    return STATUS_SUCCESS;
}

static VOID NTAPI DeferredUnload(PDRIVER_OBJECT DriverObject)
{
    DEFERRED *D = &Deferred;

    UNREFERENCED_PARAMETER(DriverObject);
    KeWaitForSingleObject(&D->Created, Executive, KernelMode, FALSE, NULL);
    WskDeregister(&D->Registration); // EXPECT: socket-open-at-deregister
    IoFreeIrp(D->Irp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = { &Deferred, &DeferredClient };
    DEFERRED *D = &Deferred;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeEvent(&D->Created, NotificationEvent, FALSE);
    D->Irp = IoAllocateIrp(1, FALSE);
    if (D->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = WskRegister(&Client, &D->Registration);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(D->Irp);
        return Status;
    }
    Status = BeginCreate(D);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&D->Registration);
        IoFreeIrp(D->Irp);
        return Status;
    }
    DriverObject->DriverUnload = DeferredUnload;
    return STATUS_SUCCESS;
}
