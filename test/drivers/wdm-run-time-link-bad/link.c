// WSK is linked at run time, so that the image loads where it is absent: a table of
// names and slots is filled in a loop.
// Fault: a failed capture leaves the registration and fails DriverEntry (R1).
#include <ntddk.h>
#include <wsk.h>

typedef NTSTATUS(WSKAPI *REGISTER_FN)(PWSK_CLIENT_NPI, PWSK_REGISTRATION);
typedef VOID(WSKAPI *DEREGISTER_FN)(PWSK_REGISTRATION);
typedef NTSTATUS(WSKAPI *CAPTURE_FN)(PWSK_REGISTRATION, ULONG, PWSK_PROVIDER_NPI);
typedef VOID(WSKAPI *RELEASE_FN)(PWSK_REGISTRATION);

static REGISTER_FN pRegister;
static DEREGISTER_FN pDeregister;
static CAPTURE_FN pCapture;
static RELEASE_FN pRelease;

static const struct {
    PCWSTR Name;
    PVOID *Slot;
} Imports[] = {
    {L"WskRegister", (PVOID *)&pRegister},
    {L"WskDeregister", (PVOID *)&pDeregister},
    {L"WskCaptureProviderNPI", (PVOID *)&pCapture},
    {L"WskReleaseProviderNPI", (PVOID *)&pRelease},
};

static WSK_REGISTRATION LinkReg;
static WSK_PROVIDER_NPI LinkNpi;
static const WSK_CLIENT_DISPATCH LinkTable = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static BOOLEAN Link(void)
{
    UNICODE_STRING name;
    ULONG i;

    for (i = 0; i < RTL_NUMBER_OF(Imports); i++) {
        RtlInitUnicodeString(&name, Imports[i].Name);
        *Imports[i].Slot = MmGetSystemRoutineAddress(&name);
        if (*Imports[i].Slot == NULL)
            return FALSE;
    }
    return TRUE;
}

static VOID NTAPI LinkUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    pRelease(&LinkReg);
    pDeregister(&LinkReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI npi = {NULL, &LinkTable};
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    if (!Link())
        return STATUS_PROCEDURE_NOT_FOUND;
    status = pRegister(&npi, &LinkReg);
    if (!NT_SUCCESS(status))
        return status;
    status = pCapture(&LinkReg, 1000, &LinkNpi);
    if (!NT_SUCCESS(status)) {
        return status; // EXPECT: missing-deregister
    }
    drv->DriverUnload = LinkUnload;
    return STATUS_SUCCESS;
}
