// The state is in bit-fields that share a union with the word they are part of. Fault:
// a failed capture clears the bit of the registration, too (R1).
#include "../Inputs/net.h"
typedef struct {
    ULONG Registered : 1;
    ULONG Captured : 1;
    ULONG Rest : 30;
} FLAGS;
typedef union {
    ULONG All;
    FLAGS Bits;
} U;
static U F;
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static void Undo(void)
{
    if (F.Bits.Captured) {
        WskReleaseProviderNPI(&R);
        F.Bits.Captured = 0;
    }
    if (F.Bits.Registered) {
        WskDeregister(&R);
        F.Bits.Registered = 0;
    }
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    Undo();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    WSK_CLIENT_NPI c = {0, &Table};
    NTSTATUS st;
    UNREFERENCED_PARAMETER(p);
    st = WskRegister(&c, &R);
    if (!NT_SUCCESS(st))
        goto out;
    F.Bits.Registered = 1;
    st = WskCaptureProviderNPI(&R, 0, &N);
    if (!NT_SUCCESS(st))
        goto out;
    F.Bits.Captured = TRUE;
    d->DriverUnload = Unload;
out:
    if (!NT_SUCCESS(st)) {
        F.Bits.Registered = 0;
        Undo();
    }
    return st; // EXPECT: missing-deregister
}
