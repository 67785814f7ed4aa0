// A client of another network module registers with WSK when its provider attaches.
// Fault: an attach that fails in its last step leaves the capture and the registration
// (R1).
#include "../Inputs/net.h"
#include <netioddk.h>
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static HANDLE H;
static NPI_MODULEID Mid = {sizeof(NPI_MODULEID), MIT_GUID, {{0}}};
static NTSTATUS NTAPI Attach(HANDLE b, PVOID ctx, PNPI_REGISTRATION_INSTANCE pri)
{
    WSK_CLIENT_NPI c = {0, &Table};
    NTSTATUS st;
    PVOID pctx;
    const VOID *disp;
    (void)ctx;
    (void)pri;
    st = WskRegister(&c, &R);
    if (!NT_SUCCESS(st))
        return st;
    st = WskCaptureProviderNPI(&R, 0, &N);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&R);
        return st;
    }
    st = NmrClientAttachProvider(b, NULL, &Table, &pctx, &disp);
    if (st != STATUS_SUCCESS) {
        DbgPrint("attach: %x\n", st);
    }
    return st;
}

static NTSTATUS NTAPI Detach(PVOID ctx)
{
    (void)ctx;
    WskReleaseProviderNPI(&R);
    WskDeregister(&R);
    return STATUS_SUCCESS;
}

static const NPI_CLIENT_CHARACTERISTICS Chars = {
    0, sizeof Chars, Attach, Detach, NULL, {0, sizeof(NPI_REGISTRATION_INSTANCE), 0, &Mid, 0, 0}};
static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    if (NmrDeregisterClient(H) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(H);
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    UNREFERENCED_PARAMETER(p);
    d->DriverUnload = Unload;
    return NmrRegisterClient(&Chars, NULL, &H);
}
