// The client lives in an extension of the driver object, which Unload finds by its
// key. Fault: the flag is set only after a second initialisation that may fail (R1).
#include "../Inputs/net.h"
typedef struct {
    WSK_REGISTRATION R;
    WSK_PROVIDER_NPI N;
    BOOLEAN Up;
} EXT;
static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\??\\Ext"), Name = RTL_CONSTANT_STRING(L"\\Device\\Ext");
#define ID ((PVOID)(ULONG_PTR)'txEd')
static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    EXT *e = IoGetDriverObjectExtension(d, ID);
    if (e && e->Up) {
        WskReleaseProviderNPI(&e->R);
        WskDeregister(&e->R);
    }
} // EXPECT: missing-deregister

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
    st = IoCreateSymbolicLink(&Link, &Name);
    e->Up = NT_SUCCESS(st);
    return STATUS_SUCCESS;
}
