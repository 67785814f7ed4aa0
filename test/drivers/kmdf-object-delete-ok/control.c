// A driver without hardware keeps everything in the context of its control device;
// deleting the device runs the cleanup callback. Right: every way out of DriverEntry
// deletes the device, whose cleanup undoes what was done.
#include "../Inputs/net.h"
#include <wdf.h>
typedef struct {
    WSK_REGISTRATION R;
    WSK_PROVIDER_NPI N;
    PWSK_SOCKET S;
    PIRP I;
    WDFWORKITEM W;
    BOOLEAN Reg, Cap;
} CTX;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(CTX, GetC)
static VOID Work(WDFWORKITEM w)
{
    CTX *x = GetC(WdfWorkItemGetParentObject(w));
    if (!x->S)
        MakeSocket(&x->N, &x->S);
}

static VOID Tick(WDFTIMER t)
{
    WdfWorkItemEnqueue(GetC(WdfTimerGetParentObject(t))->W);
}

static VOID Cleanup(WDFOBJECT o)
{
    CTX *x = GetC(o);
    if (x->S)
        DropSocket(x->S, x->I);
    if (x->Cap)
        WskReleaseProviderNPI(&x->R);
    if (x->Reg)
        WskDeregister(&x->R);
    if (x->I)
        IoFreeIrp(x->I);
}

static VOID Unload(WDFDRIVER d)
{
    UNREFERENCED_PARAMETER(d);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    WDF_DRIVER_CONFIG c;
    WDF_OBJECT_ATTRIBUTES a;
    WDFDRIVER drv;
    PWDFDEVICE_INIT init;
    WDFDEVICE dev;
    CTX *x;
    WDF_TIMER_CONFIG tc;
    WDF_WORKITEM_CONFIG wc;
    WDFTIMER t;
    NTSTATUS st;
    WSK_CLIENT_NPI n;
    WDF_DRIVER_CONFIG_INIT(&c, NULL);
    c.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    c.EvtDriverUnload = Unload;
    st = WdfDriverCreate(d, p, NULL, &c, &drv);
    if (!NT_SUCCESS(st))
        return st;
    init = WdfControlDeviceInitAllocate(drv, &SDDL_DEVOBJ_KERNEL_ONLY);
    if (!init)
        return STATUS_NO_MEMORY;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&a, CTX);
    a.EvtCleanupCallback = Cleanup;
    st = WdfDeviceCreate(&init, &a, &dev);
    if (!NT_SUCCESS(st)) {
        WdfDeviceInitFree(init);
        return st;
    }
    x = GetC(dev);
    x->I = IoAllocateIrp(1, FALSE);
    if (!x->I) {
        WdfObjectDelete(dev);
        return STATUS_NO_MEMORY;
    }
    n.ClientContext = x;
    n.Dispatch = &Table;
    st = WskRegister(&n, &x->R);
    if (!NT_SUCCESS(st)) {
        WdfObjectDelete(dev);
        return st;
    }
    x->Reg = TRUE;
    st = WskCaptureProviderNPI(&x->R, 0, &x->N);
    if (!NT_SUCCESS(st)) {
        WdfObjectDelete(dev);
        return st;
    }
    x->Cap = TRUE;
    WDF_WORKITEM_CONFIG_INIT(&wc, Work);
    WDF_OBJECT_ATTRIBUTES_INIT(&a);
    a.ParentObject = dev;
    st = WdfWorkItemCreate(&wc, &a, &x->W);
    if (!NT_SUCCESS(st)) {
        WdfObjectDelete(dev);
        return st;
    }
    WDF_TIMER_CONFIG_INIT(&tc, Tick);
    WDF_OBJECT_ATTRIBUTES_INIT(&a);
    a.ParentObject = dev;
    st = WdfTimerCreate(&tc, &a, &t);
    if (!NT_SUCCESS(st)) {
        WdfObjectDelete(dev);
        return st;
    }
    WdfTimerStart(t, -10000);
    WdfControlFinishInitializing(dev);
    return st;
}
