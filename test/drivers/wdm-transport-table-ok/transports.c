// The driver tries one transport after the other, each behind a table of operations;
// the one that comes up is taken down through the same table. Right: the one transport
// that came up is taken down.
#include "../Inputs/net.h"
typedef struct _NET NET;
typedef struct {
    NTSTATUS (*Up)(NET *);
    void (*Down)(NET *);
} NETOPS;
struct _NET {
    const NETOPS *Ops;
    WSK_REGISTRATION R;
    WSK_PROVIDER_NPI N;
};
static NTSTATUS WUp(NET *n)
{
    WSK_CLIENT_NPI c = {n, &Table};
    NTSTATUS st = WskRegister(&c, &n->R);
    if (NT_SUCCESS(st)) {
        st = WskCaptureProviderNPI(&n->R, 0, &n->N);
        if (!NT_SUCCESS(st))
            WskDeregister(&n->R);
    }
    return st;
}

static void WDown(NET *n)
{
    WskReleaseProviderNPI(&n->R);
    WskDeregister(&n->R);
}

static NTSTATUS TUp(NET *n)
{
    (void)n;
    return STATUS_SUCCESS;
}

static void TDown(NET *n)
{
    (void)n;
}

static const NETOPS Wsk = {WUp, WDown}, Tdi = {TUp, TDown};
static const NETOPS *const All[] = {&Wsk, &Tdi};
static NET *Net;
static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    Net->Ops->Down(Net);
    ExFreePool(Net);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    NTSTATUS st = STATUS_NOT_FOUND;
    ULONG i;
    UNREFERENCED_PARAMETER(p);
    Net = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Net, 'x');
    if (!Net)
        return STATUS_NO_MEMORY;
    for (i = 0; i < ARRAYSIZE(All); i++) {
        Net->Ops = All[i];
        st = Net->Ops->Up(Net);
        if (NT_SUCCESS(st))
            break;
    }
    if (!NT_SUCCESS(st)) {
        ExFreePool(Net);
        return st;
    }
    d->DriverUnload = Unload;
    return 0;
}
