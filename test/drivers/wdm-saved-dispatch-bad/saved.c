// Datagram sender: keeps only the provider's table and the client handle, not
// the NPI itself.
// Fault: a reset releases the NPI, and the socket for the new life is created
// through the saved table before the next capture (R2).
#include <ntddk.h>
#include <wsk.h>

#define IOCTL_SENDER_RESET CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)

static WSK_REGISTRATION SenderReg;
static const WSK_CLIENT_DISPATCH SenderDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const WSK_PROVIDER_DISPATCH *SenderTable;
static PWSK_CLIENT SenderClient;
static PWSK_SOCKET SenderSocket;
static BOOLEAN SenderAttached;
static PDEVICE_OBJECT SenderDevice;

static IO_COMPLETION_ROUTINE SenderDone;

static NTSTATUS NTAPI SenderDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Attach(void)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS s = WskCaptureProviderNPI(&SenderReg, 500, &npi);

    if (NT_SUCCESS(s)) {
        SenderTable = npi.Dispatch;
        SenderClient = npi.Client;
        SenderAttached = TRUE;
    }
    return s;
}

static void Detach(void)
{
    if (SenderAttached)
        WskReleaseProviderNPI(&SenderReg);
    SenderAttached = FALSE;
}

static NTSTATUS Create(void)
{
    KEVENT ev;
    NTSTATUS s;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_NO_MEMORY;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, SenderDone, &ev, TRUE, TRUE, TRUE);
    s = SenderTable->WskSocket(SenderClient, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, // EXPECT: provider-call-after-release
                               WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    if (s == STATUS_PENDING)
        KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    s = irp->IoStatus.Status;
    if (NT_SUCCESS(s))
        SenderSocket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return s;
}

static void Close(void)
{
    KEVENT ev;
    PIRP irp;

    if (SenderSocket == NULL)
        return;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, SenderDone, &ev, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)SenderSocket->Dispatch)->WskCloseSocket(SenderSocket, irp);
    KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    SenderSocket = NULL;
}

static NTSTATUS Reset(void)
{
    Close();
    if (SenderSocket != NULL)
        return STATUS_NO_MEMORY;
    Detach();
    Create();
    return Attach();
}

static NTSTATUS NTAPI SenderIoctl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION sp = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS s = STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (sp->Parameters.DeviceIoControl.IoControlCode == IOCTL_SENDER_RESET)
        s = Reset();
    Irp->IoStatus.Status = s;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return s;
}

static VOID NTAPI SenderUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoDeleteDevice(SenderDevice);
    Close();
    Detach();
    WskDeregister(&SenderReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Sender");
    WSK_CLIENT_NPI client = { NULL, &SenderDispatch };
    NTSTATUS s;

    UNREFERENCED_PARAMETER(RegistryPath);
    s = WskRegister(&client, &SenderReg);
    if (!NT_SUCCESS(s))
        return s;
    s = Attach();
    if (!NT_SUCCESS(s)) {
        WskDeregister(&SenderReg);
        return s;
    }
    s = Create();
    if (NT_SUCCESS(s)) {
        s = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &SenderDevice);
        if (!NT_SUCCESS(s))
            Close();
    }
    if (!NT_SUCCESS(s)) {
        Detach();
        WskDeregister(&SenderReg);
        return s;
    }
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = SenderIoctl;
    DriverObject->DriverUnload = SenderUnload;
    return STATUS_SUCCESS;
}
