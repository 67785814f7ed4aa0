// The start-up status lives in a global; every later step asks it first.
// Fault: the capture's status overwrites the registration's. After a failed capture
// the global says "nothing to undo" and Unload leaves the registration live (R1).
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS g_WskStatus = STATUS_UNSUCCESSFUL;
static WSK_REGISTRATION g_WskReg;
static WSK_PROVIDER_NPI g_WskNpi;
static const WSK_CLIENT_DISPATCH g_WskClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static BOOLEAN g_Listed;

static void NetStart(void)
{
    WSK_CLIENT_NPI npi = { NULL, &g_WskClient };
    SIZE_T bytes = 0;

    g_WskStatus = WskRegister(&npi, &g_WskReg);
    if (!NT_SUCCESS(g_WskStatus))
        return;
    g_WskStatus = WskCaptureProviderNPI(&g_WskReg, 200, &g_WskNpi);
    if (!NT_SUCCESS(g_WskStatus))
        return;
    g_WskNpi.Dispatch->WskControlClient(g_WskNpi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL,
                                        &bytes, NULL);
    g_Listed = bytes != 0;
}

static void NetStop(void)
{
    if (!NT_SUCCESS(g_WskStatus))
        return;
    WskReleaseProviderNPI(&g_WskReg);
    WskDeregister(&g_WskReg);
}

static NTSTATUS NTAPI StatusDispatch(PDEVICE_OBJECT dev, PIRP irp)
{
    UNREFERENCED_PARAMETER(dev);
    irp->IoStatus.Status = g_Listed ? STATUS_SUCCESS : STATUS_NO_MORE_ENTRIES;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI StatusUnload(PDRIVER_OBJECT drv)
{
    IoDeleteDevice(drv->DeviceObject);
    NetStop();
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\NetStatus");
    PDEVICE_OBJECT dev;
    NTSTATUS st;

    UNREFERENCED_PARAMETER(path);
    st = IoCreateDevice(drv, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &dev);
    if (!NT_SUCCESS(st))
        return st;
    drv->MajorFunction[IRP_MJ_CREATE] = StatusDispatch;
    drv->MajorFunction[IRP_MJ_CLOSE] = StatusDispatch;
    drv->DriverUnload = StatusUnload;
    NetStart();
    return STATUS_SUCCESS;
}
