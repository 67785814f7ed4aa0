// A change of the interfaces opens the socket and closes it again, in a callback of
// the IP helper. Right: the callback is cancelled first, and what it left open is
// closed.
#include "../Inputs/net.h"
#include <netioapi.h>
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static PWSK_SOCKET S;
static PIRP I;
static HANDLE H;
static FAST_MUTEX M;
static VOID NTAPI Change(PVOID ctx, PMIB_IPINTERFACE_ROW row, MIB_NOTIFICATION_TYPE t)
{
    (void)ctx;
    (void)row;
    ExAcquireFastMutex(&M);
    if (t == MibAddInstance && !S) {
        MakeSocket(&N, &S);
    }
    if (t == MibDeleteInstance && S) {
        DropSocket(S, I);
        S = NULL;
    }
    ExReleaseFastMutex(&M);
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    CancelMibChangeNotify2(H);
    if (S)
        DropSocket(S, I);
    IoFreeIrp(I);
    WskReleaseProviderNPI(&R);
    WskDeregister(&R);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    WSK_CLIENT_NPI c = {0, &Table};
    NTSTATUS st;
    UNREFERENCED_PARAMETER(p);
    ExInitializeFastMutex(&M);
    I = IoAllocateIrp(1, FALSE);
    if (!I)
        return STATUS_INSUFFICIENT_RESOURCES;
    st = WskRegister(&c, &R);
    if (!NT_SUCCESS(st))
        goto f0;
    st = WskCaptureProviderNPI(&R, 0, &N);
    if (!NT_SUCCESS(st))
        goto f1;
    st = NotifyIpInterfaceChange(AF_UNSPEC, Change, NULL, FALSE, &H);
    if (!NT_SUCCESS(st))
        goto f2;
    d->DriverUnload = Unload;
    return STATUS_SUCCESS;
f2:
    WskReleaseProviderNPI(&R);
f1:
    WskDeregister(&R);
f0:
    IoFreeIrp(I);
    return st;
}
