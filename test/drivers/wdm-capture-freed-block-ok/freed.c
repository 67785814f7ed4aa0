// Monitor with its registration in a heap object that is replaced when it goes stale.
// Right: Renew captures on the new monitor's own block.
#include <ntddk.h>
#include <wsk.h>

#define MON_TAG '1noM'

typedef struct _MONITOR {
    WSK_REGISTRATION Registration;
    ULONG Generation;
    BOOLEAN ProviderSeen;
} MONITOR, *PMONITOR;

static PMONITOR Current;
static const WSK_CLIENT_DISPATCH MonitorDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static PMONITOR MonitorCreate(ULONG Generation)
{
    WSK_CLIENT_NPI npi;
    PMONITOR m = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(MONITOR), MON_TAG);

    if (m == NULL)
        return NULL;
    RtlZeroMemory(m, sizeof(MONITOR));
    m->Generation = Generation;
    npi.ClientContext = m;
    npi.Dispatch = &MonitorDispatch;
    if (!NT_SUCCESS(WskRegister(&npi, &m->Registration))) {
        ExFreePoolWithTag(m, MON_TAG);
        return NULL;
    }
    return m;
}

static VOID MonitorDestroy(PMONITOR m)
{
    WskDeregister(&m->Registration);
    ExFreePoolWithTag(m, MON_TAG);
}

static BOOLEAN ProviderThere(PMONITOR m)
{
    WSK_PROVIDER_NPI npi;

    if (!NT_SUCCESS(WskCaptureProviderNPI(&m->Registration, WSK_NO_WAIT, &npi)))
        return FALSE;
    WskReleaseProviderNPI(&m->Registration);
    return TRUE;
}

static NTSTATUS Renew(VOID)
{
    PMONITOR old = Current;
    PMONITOR fresh = MonitorCreate(old->Generation + 1);

    if (fresh == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Current = fresh;
    MonitorDestroy(old);
    fresh->ProviderSeen = ProviderThere(fresh);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI MonitorControl(PDEVICE_OBJECT dev, PIRP irp)
{
    NTSTATUS status = Renew();

    UNREFERENCED_PARAMETER(dev);
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = Current->Generation;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static VOID NTAPI MonitorUnload(PDRIVER_OBJECT drv)
{
    IoDeleteDevice(drv->DeviceObject);
    MonitorDestroy(Current);
    Current = NULL;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Monitor");
    PDEVICE_OBJECT dev;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = IoCreateDevice(drv, 0, &name, FILE_DEVICE_NETWORK, 0, FALSE, &dev);
    if (!NT_SUCCESS(status))
        return status;
    Current = MonitorCreate(1);
    if (Current == NULL) {
        IoDeleteDevice(dev);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    drv->MajorFunction[IRP_MJ_DEVICE_CONTROL] = MonitorControl;
    drv->DriverUnload = MonitorUnload;
    return STATUS_SUCCESS;
}
