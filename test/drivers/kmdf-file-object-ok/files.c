// Every handle of the device has a client of its own, in the context of its file
// object. Right: a create that fails undoes its work, because no close follows it;
// every other file object is closed before the device goes away.
#include "../Inputs/net.h"
#include <wdf.h>
DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD Add;
EVT_WDF_DEVICE_FILE_CREATE FCreate;
EVT_WDF_FILE_CLOSE FClose;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL Ctl;
typedef struct {
    WSK_REGISTRATION R;
    WSK_PROVIDER_NPI N;
    PWSK_SOCKET S;
    PIRP I;
} FCTX;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(FCTX, GetF)
VOID FCreate(WDFDEVICE dev, WDFREQUEST req, WDFFILEOBJECT f)
{
    FCTX *x = GetF(f);
    WSK_CLIENT_NPI c = {x, &Table};
    NTSTATUS st;
    (void)dev;
    x->I = IoAllocateIrp(1, FALSE);
    if (!x->I) {
        WdfRequestComplete(req, STATUS_NO_MEMORY);
        return;
    }
    st = WskRegister(&c, &x->R);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(x->I);
        WdfRequestComplete(req, st);
        return;
    }
    st = WskCaptureProviderNPI(&x->R, 0, &x->N);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&x->R);
        IoFreeIrp(x->I);
    }
    WdfRequestComplete(req, st);
}

VOID FClose(WDFFILEOBJECT f)
{
    FCTX *x = GetF(f);
    if (x->S)
        DropSocket(x->S, x->I);
    WskReleaseProviderNPI(&x->R);
    WskDeregister(&x->R);
    IoFreeIrp(x->I);
}

VOID Ctl(WDFQUEUE q, WDFREQUEST req, size_t o, size_t i, ULONG code)
{
    FCTX *x = GetF(WdfRequestGetFileObject(req));
    NTSTATUS st = STATUS_INVALID_DEVICE_REQUEST;
    (void)q;
    (void)o;
    (void)i;
    if (code == 1)
        st = x->S ? STATUS_ALREADY_COMMITTED : MakeSocket(&x->N, &x->S);
    WdfRequestComplete(req, st);
}

NTSTATUS Add(WDFDRIVER d, PWDFDEVICE_INIT init)
{
    WDF_FILEOBJECT_CONFIG fc;
    WDF_OBJECT_ATTRIBUTES fa;
    WDFDEVICE dev;
    WDF_IO_QUEUE_CONFIG qc;
    NTSTATUS st;
    UNREFERENCED_PARAMETER(d);
    WDF_FILEOBJECT_CONFIG_INIT(&fc, FCreate, FClose, WDF_NO_EVENT_CALLBACK);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&fa, FCTX);
    WdfDeviceInitSetFileObjectConfig(init, &fc, &fa);
    st = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &dev);
    if (!NT_SUCCESS(st))
        return st;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&qc, WdfIoQueueDispatchSequential);
    qc.EvtIoDeviceControl = Ctl;
    return WdfIoQueueCreate(dev, &qc, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    WDF_DRIVER_CONFIG c;
    WDF_DRIVER_CONFIG_INIT(&c, Add);
    return WdfDriverCreate(d, p, WDF_NO_OBJECT_ATTRIBUTES, &c, WDF_NO_HANDLE);
}
