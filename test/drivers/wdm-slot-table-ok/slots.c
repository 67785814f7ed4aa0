// Sockets are kept in a table of slots, and a free one is looked for under a spin
// lock. Right: every slot in use is closed before the client deregisters.
#include "../Inputs/net.h"
#define MAXS 16
typedef struct {
    PWSK_SOCKET S;
    BOOLEAN Used;
    USHORT Port;
} SLOT;
static SLOT Slots[MAXS];
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static PIRP I;
static KSPIN_LOCK L;
static int Alloc(void)
{
    KIRQL q;
    int r = -1;
    KeAcquireSpinLock(&L, &q);
    for (int i = 0; i < MAXS; i++)
        if (!Slots[i].Used) {
            Slots[i].Used = TRUE;
            r = i;
            break;
        }
    KeReleaseSpinLock(&L, q);
    return r;
}

static NTSTATUS Open(void)
{
    NTSTATUS st;
    int i = Alloc();
    if (i < 0)
        return STATUS_QUOTA_EXCEEDED;
    st = MakeSocket(&N, &Slots[i].S);
    if (!NT_SUCCESS(st)) {
        Slots[i].Used = FALSE;
        return st;
    }
    Slots[i].Port = 1;
    return st;
}

static void Close(SLOT *s)
{
    if (!s->Used)
        return;
    if (s->S)
        DropSocket(s->S, I);
    s->S = NULL;
    s->Used = FALSE;
}

static NTSTATUS NTAPI Ctl(PDEVICE_OBJECT d, PIRP irp)
{
    PIO_STACK_LOCATION sp = IoGetCurrentIrpStackLocation(irp);
    ULONG k = sp->Parameters.DeviceIoControl.IoControlCode;
    UNREFERENCED_PARAMETER(d);
    if (k == 1)
        return Done(irp, Open());
    if (k >= 0x100 && k < 0x100 + MAXS) {
        Close(&Slots[k - 0x100]);
        return Done(irp, 0);
    }
    return Done(irp, STATUS_INVALID_DEVICE_REQUEST);
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    int i;
    for (i = 0; i < MAXS; ++i)
        Close(Slots + i);
    WskReleaseProviderNPI(&R);
    WskDeregister(&R);
    IoFreeIrp(I);
    IoDeleteDevice(d->DeviceObject);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    WSK_CLIENT_NPI c = {0, &Table};
    PDEVICE_OBJECT dev;
    NTSTATUS st;
    UNREFERENCED_PARAMETER(p);
    KeInitializeSpinLock(&L);
    I = IoAllocateIrp(1, FALSE);
    if (!I)
        return STATUS_NO_MEMORY;
    st = WskRegister(&c, &R);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(I);
        return st;
    }
    st = WskCaptureProviderNPI(&R, 0, &N);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&R);
        IoFreeIrp(I);
        return st;
    }
    st = IoCreateDevice(d, 0, NULL, 0x22, 0, FALSE, &dev);
    if (!NT_SUCCESS(st)) {
        WskReleaseProviderNPI(&R);
        WskDeregister(&R);
        IoFreeIrp(I);
        return st;
    }
    d->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Ctl;
    d->DriverUnload = Unload;
    return 0;
}
