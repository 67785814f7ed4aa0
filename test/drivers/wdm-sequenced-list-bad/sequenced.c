// Three sockets are kept on a sequenced singly-linked list. Fault: an entry is freed
// with its socket open (R24).
#include "../Inputs/net.h"
typedef struct {
    SLIST_ENTRY Link;
    PWSK_SOCKET S;
} CONN;
static SLIST_HEADER Head;
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static PIRP I;
static NTSTATUS Fill(void)
{
    for (int i = 0; i < 3; i++) {
        CONN *c = ExAllocatePoolZero(NonPagedPoolNx, sizeof *c, 'nnoC');
        NTSTATUS st;
        if (!c)
            return STATUS_NO_MEMORY;
        st = MakeSocket(&N, &c->S);
        if (!NT_SUCCESS(st)) {
            ExFreePoolWithTag(c, 'nnoC');
            return st;
        }
        InterlockedPushEntrySList(&Head, &c->Link);
    }
    return 0;
}

static void Empty(void)
{
    PSLIST_ENTRY e;
    while ((e = InterlockedPopEntrySList(&Head)) != NULL) {
        CONN *c = CONTAINING_RECORD(e, CONN, Link);
        ExFreePoolWithTag(c, 'nnoC'); // EXPECT: socket-leak
    }
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    Empty();
    WskReleaseProviderNPI(&R);
    WskDeregister(&R);
    IoFreeIrp(I);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    WSK_CLIENT_NPI c = {0, &Table};
    NTSTATUS st;
    UNREFERENCED_PARAMETER(p);
    InitializeSListHead(&Head);
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
    st = Fill();
    if (!NT_SUCCESS(st)) {
        Empty();
        WskReleaseProviderNPI(&R);
        WskDeregister(&R);
        IoFreeIrp(I);
        return st;
    }
    d->DriverUnload = Unload;
    return 0;
}
