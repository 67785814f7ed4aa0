// Two devices, each with a client of its own in its extension. Unload walks the chain
// of devices that the driver object holds. Right: every device of the chain is stopped
// before it is deleted, also when DriverEntry gives up after the first.
#include "../Inputs/net.h"
typedef struct {
    WSK_REGISTRATION R;
    WSK_PROVIDER_NPI N;
    BOOLEAN Up;
    LIST_ENTRY L;
} EXT;
static void Stop(EXT *e)
{
    if (e->Up) {
        WskReleaseProviderNPI(&e->R);
        WskDeregister(&e->R);
        e->Up = FALSE;
    }
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    PDEVICE_OBJECT dev = d->DeviceObject;
    while (dev) {
        PDEVICE_OBJECT n = dev->NextDevice;
        Stop((EXT *)dev->DeviceExtension);
        IoDeleteDevice(dev);
        dev = n;
    }
}

static NTSTATUS One(PDRIVER_OBJECT d)
{
    WSK_CLIENT_NPI c = {0, &Table};
    PDEVICE_OBJECT dev;
    NTSTATUS st = IoCreateDevice(d, sizeof(EXT), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &dev);
    EXT *e;
    if (!NT_SUCCESS(st))
        return st;
    e = dev->DeviceExtension;
    st = WskRegister(&c, &e->R);
    if (!NT_SUCCESS(st)) {
        IoDeleteDevice(dev);
        return st;
    }
    st = WskCaptureProviderNPI(&e->R, 0, &e->N);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&e->R);
        IoDeleteDevice(dev);
        return st;
    }
    e->Up = TRUE;
    return st;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    NTSTATUS st;
    UNREFERENCED_PARAMETER(p);
    d->DriverUnload = Unload;
    st = One(d);
    if (!NT_SUCCESS(st))
        return st;
    st = One(d);
    if (!NT_SUCCESS(st)) {
        Unload(d);
    }
    return st;
}
