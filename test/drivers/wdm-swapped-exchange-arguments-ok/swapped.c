// The same guard as many drivers have, with the exchange arguments swapped in the
// stop routine: nothing is ever exchanged there, yet the returned old value still
// tells whether the service is up. Right for one caller: Unload runs once, reads
// UP and deregisters; when start failed it reads DOWN and leaves (R1, OK entry:
// early return that depends on "not registered").
#include <ntddk.h>
#include <wsk.h>

enum { DOWN, GOING_UP, UP, GOING_DOWN };

static LONG Status = DOWN;
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS Up(void)
{
    WSK_CLIENT_NPI npi = { NULL, &ClientDispatch };
    NTSTATUS status;

    if (InterlockedCompareExchange(&Status, GOING_UP, DOWN) != DOWN)
        return STATUS_ALREADY_REGISTERED;
    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status)) {
        InterlockedExchange(&Status, DOWN);
        return status;
    }
    status = WskCaptureProviderNPI(&Registration, 5000, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        InterlockedExchange(&Status, DOWN);
        return status;
    }
    InterlockedExchange(&Status, UP);
    return STATUS_SUCCESS;
}

static void Down(void)
{
    /* Exchange and comparand are the wrong way round. */
    if (InterlockedCompareExchange(&Status, UP, GOING_DOWN) != UP)
        return;
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    InterlockedExchange(&Status, DOWN);
}

static NTSTATUS NTAPI Any(PDEVICE_OBJECT dev, PIRP irp)
{
    UNREFERENCED_PARAMETER(dev);
    irp->IoStatus.Status = Status == UP ? STATUS_SUCCESS : STATUS_DEVICE_NOT_READY;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    Down();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    ULONG i;

    UNREFERENCED_PARAMETER(path);
    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
        drv->MajorFunction[i] = Any;
    drv->DriverUnload = Unload;
    /* Without network the driver stays loaded and answers "not ready". */
    (void)Up();
    return STATUS_SUCCESS;
}
