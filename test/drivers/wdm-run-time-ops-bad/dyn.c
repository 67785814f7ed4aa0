// The same entry points, kept in a structure and called through it; each name is
// looked up on its own, through a helper.
// Fault: the shared cleanup deregisters without releasing what was captured (R4).
#include <ntddk.h>
#include <wsk.h>

typedef struct _WSK_API {
    NTSTATUS (*Register)(PWSK_CLIENT_NPI, PWSK_REGISTRATION);
    VOID (*Deregister)(PWSK_REGISTRATION);
    NTSTATUS (*Capture)(PWSK_REGISTRATION, ULONG, PWSK_PROVIDER_NPI);
    VOID (*Release)(PWSK_REGISTRATION);
} WSK_API;

static struct {
    WSK_API Api;
    WSK_REGISTRATION Block;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN Registered, Captured;
} Dyn;

static const WSK_CLIENT_DISPATCH DynTable = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static PVOID Find(PCWSTR text)
{
    UNICODE_STRING name;

    RtlInitUnicodeString(&name, text);
    return MmGetSystemRoutineAddress(&name);
}

static BOOLEAN DynLink(WSK_API *api)
{
    *(PVOID *)&api->Register = Find(L"WskRegister");
    *(PVOID *)&api->Deregister = Find(L"WskDeregister");
    *(PVOID *)&api->Capture = Find(L"WskCaptureProviderNPI");
    *(PVOID *)&api->Release = Find(L"WskReleaseProviderNPI");
    return api->Register && api->Deregister && api->Capture && api->Release;
}

static void DynClean(void)
{
    Dyn.Captured = FALSE;
    if (Dyn.Registered)
        Dyn.Api.Deregister(&Dyn.Block); // EXPECT: npi-held-at-deregister
    Dyn.Registered = FALSE;
}

static VOID NTAPI DynUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    DynClean();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI npi = {NULL, &DynTable};
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    if (!DynLink(&Dyn.Api))
        return STATUS_NOT_SUPPORTED;
    status = Dyn.Api.Register(&npi, &Dyn.Block);
    if (NT_SUCCESS(status)) {
        Dyn.Registered = TRUE;
        status = Dyn.Api.Capture(&Dyn.Block, 2000, &Dyn.Npi);
        Dyn.Captured = NT_SUCCESS(status);
    }
    if (!NT_SUCCESS(status)) {
        DynClean();
        return status;
    }
    drv->DriverUnload = DynUnload;
    return STATUS_SUCCESS;
}
