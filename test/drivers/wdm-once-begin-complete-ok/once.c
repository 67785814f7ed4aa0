// One-time initialisation in the two-call form: begin, do the work, complete.
// Right: the context given to the completion tells Unload what was done, and a
// failure is completed as such, so that the next caller tries again.
#include <ntddk.h>
#include <wsk.h>

typedef struct _NET {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} NET;

static RTL_RUN_ONCE Once = RTL_RUN_ONCE_INIT;
static NET Net;
static const WSK_CLIENT_DISPATCH Table = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS NetGet(NET **net)
{
    WSK_CLIENT_NPI npi = {&Net, &Table};
    PVOID context = NULL;
    NTSTATUS status = RtlRunOnceBeginInitialize(&Once, 0, &context);

    if (status == STATUS_SUCCESS) {
        *net = context;
        return STATUS_SUCCESS;
    }
    if (status != STATUS_PENDING)
        return status;
    status = WskRegister(&npi, &Net.Registration);
    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&Net.Registration, 3000, &Net.Provider);
        if (!NT_SUCCESS(status))
            WskDeregister(&Net.Registration);
    }
    if (!NT_SUCCESS(status)) {
        RtlRunOnceComplete(&Once, RTL_RUN_ONCE_INIT_FAILED, NULL);
        return status;
    }
    RtlRunOnceComplete(&Once, 0, &Net);
    *net = &Net;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI OnceWrite(PDEVICE_OBJECT dev, PIRP irp)
{
    NET *net;
    NTSTATUS status = NetGet(&net);

    UNREFERENCED_PARAMETER(dev);
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static VOID NTAPI OnceUnload(PDRIVER_OBJECT drv)
{
    PVOID context;

    IoDeleteDevice(drv->DeviceObject);
    if (RtlRunOnceBeginInitialize(&Once, RTL_RUN_ONCE_CHECK_ONLY, &context) != STATUS_SUCCESS)
        return;
    WskReleaseProviderNPI(&((NET *)context)->Registration);
    WskDeregister(&((NET *)context)->Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Once");
    PDEVICE_OBJECT dev;

    UNREFERENCED_PARAMETER(path);
    drv->DriverUnload = OnceUnload;
    drv->MajorFunction[IRP_MJ_WRITE] = OnceWrite;
    return IoCreateDevice(drv, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &dev);
}
