// Two planes, control and data, each with its own registration in an array.
// Right: both loops cover the same elements, also after a failure half-way.
#include <ntddk.h>
#include <wsk.h>

#define PLANES 2

static WSK_REGISTRATION PlaneReg[PLANES];
static WSK_PROVIDER_NPI PlaneNpi[PLANES];
static const char *const PlaneName[PLANES] = { "control", "data" };
static const WSK_CLIENT_DISPATCH PlaneDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static void StopPlane(int i)
{
    WskReleaseProviderNPI(&PlaneReg[i]);
    WskDeregister(&PlaneReg[i]);
    DbgPrint("plane %s is down\n", PlaneName[i]);
}

static NTSTATUS StartPlane(int i)
{
    WSK_CLIENT_NPI npi;
    NTSTATUS rc;

    npi.ClientContext = (PVOID)PlaneName[i];
    npi.Dispatch = &PlaneDispatch;
    rc = WskRegister(&npi, &PlaneReg[i]);
    if (!NT_SUCCESS(rc))
        return rc;
    rc = WskCaptureProviderNPI(&PlaneReg[i], 1000, &PlaneNpi[i]);
    if (!NT_SUCCESS(rc))
        WskDeregister(&PlaneReg[i]);
    return rc;
}

static NTSTATUS StartPlanes(void)
{
    NTSTATUS rc;
    int i;

    for (i = 0; i < PLANES; i++) {
        rc = StartPlane(i);
        if (!NT_SUCCESS(rc)) {
            while (--i >= 0)
                StopPlane(i);
            return rc;
        }
    }
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI PlaneOpen(PDEVICE_OBJECT dev, PIRP irp)
{
    UNREFERENCED_PARAMETER(dev);
    irp->IoStatus.Status = STATUS_SUCCESS;
    irp->IoStatus.Information = PLANES;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI PlaneUnload(PDRIVER_OBJECT drv)
{
    int i;

    UNREFERENCED_PARAMETER(drv);
    for (i = PLANES - 1; i >= 0; i--)
        StopPlane(i);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    drv->MajorFunction[IRP_MJ_CREATE] = PlaneOpen;
    drv->MajorFunction[IRP_MJ_CLOSE] = PlaneOpen;
    drv->DriverUnload = PlaneUnload;
    return StartPlanes();
}
