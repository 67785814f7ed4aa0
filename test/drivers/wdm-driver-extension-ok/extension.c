// The client lives in an extension of the driver object, which Unload finds by its
// key. Right: the extension is zeroed, and its flag is set by the success.
#include "../Inputs/net.h"
typedef struct {
    WSK_REGISTRATION R;
    WSK_PROVIDER_NPI N;
    BOOLEAN Up;
} EXT;
#define ID ((PVOID)(ULONG_PTR)'txEd')
static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    EXT *e = IoGetDriverObjectExtension(d, ID);
    if (e && e->Up) {
        WskReleaseProviderNPI(&e->R);
        WskDeregister(&e->R);
    }
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    WSK_CLIENT_NPI c = {0, &Table};
    NTSTATUS st;
    EXT *e;
    UNREFERENCED_PARAMETER(p);
    st = IoAllocateDriverObjectExtension(d, ID, sizeof(EXT), (PVOID *)&e);
    if (!NT_SUCCESS(st))
        return st;
    RtlZeroMemory(e, sizeof *e);
    d->DriverUnload = Unload;
    st = WskRegister(&c, &e->R);
    if (!NT_SUCCESS(st))
        return st;
    st = WskCaptureProviderNPI(&e->R, 0, &e->N);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&e->R);
        return st;
    }
    e->Up = TRUE;
    return STATUS_SUCCESS;
}
