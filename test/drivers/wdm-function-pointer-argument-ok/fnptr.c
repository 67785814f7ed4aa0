// Two-stack listener: one helper opens a socket for any address family and gets
// the provider's WskSocket routine as an argument.
// Right: both sockets are opened while the NPI is captured; closing them later,
// after the release, is legal because socket functions need no capture.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION DualReg;
static const WSK_CLIENT_DISPATCH DualClient = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static PWSK_SOCKET Socket4;
static PWSK_SOCKET Socket6;

static NTSTATUS NTAPI SignalDone(PDEVICE_OBJECT device, PIRP irp, PVOID event)
{
    (void)device;
    (void)irp;
    KeSetEvent((PKEVENT)event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS OpenWith(PFN_WSK_SOCKET create, PWSK_CLIENT client, ADDRESS_FAMILY family, PIRP irp,
                         PWSK_SOCKET *out)
{
    KEVENT event;

    *out = NULL;
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, SignalDone, &event, TRUE, TRUE, TRUE);
    create(client, family, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL,
           NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    if (NT_SUCCESS(irp->IoStatus.Status))
        *out = (PWSK_SOCKET)irp->IoStatus.Information;
    return irp->IoStatus.Status;
}

static void CloseWith(PWSK_SOCKET *slot, PIRP irp)
{
    PWSK_SOCKET socket = *slot;
    KEVENT event;

    if (socket == NULL)
        return;
    *slot = NULL;
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, SignalDone, &event, TRUE, TRUE, TRUE);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)socket->Dispatch)->WskCloseSocket(socket, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
}

static PIRP g_Irp;

static VOID NTAPI DualUnload(PDRIVER_OBJECT driver)
{
    (void)driver;
    CloseWith(&Socket6, g_Irp);
    CloseWith(&Socket4, g_Irp);
    IoFreeIrp(g_Irp);
    WskDeregister(&DualReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = {NULL, &DualClient};
    WSK_PROVIDER_NPI npi;
    NTSTATUS st;

    (void)path;
    g_Irp = IoAllocateIrp(1, FALSE);
    if (g_Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    st = WskRegister(&client, &DualReg);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(g_Irp);
        return st;
    }
    st = WskCaptureProviderNPI(&DualReg, 1000, &npi);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&DualReg);
        IoFreeIrp(g_Irp);
        return st;
    }
    st = OpenWith(npi.Dispatch->WskSocket, npi.Client, AF_INET, g_Irp, &Socket4);
    if (NT_SUCCESS(st))
        st = OpenWith(npi.Dispatch->WskSocket, npi.Client, AF_INET6, g_Irp, &Socket6);
    WskReleaseProviderNPI(&DualReg);
    if (!NT_SUCCESS(st)) {
        CloseWith(&Socket4, g_Irp);
        WskDeregister(&DualReg);
        IoFreeIrp(g_Irp);
        return st;
    }
    driver->DriverUnload = DualUnload;
    return STATUS_SUCCESS;
}
