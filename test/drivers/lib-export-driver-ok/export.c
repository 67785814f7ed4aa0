// An export driver: other drivers link with it. Windows calls DllInitialize before the first of them is loaded
// and DllUnload after the last is gone; DriverEntry is there for the linker alone. Right: the two undo each other.
#include "../Inputs/net.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS DllInitialize(PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = {NULL, &Table};
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Registration, 1000, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    return STATUS_SUCCESS;
}

NTSTATUS DllUnload(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    return STATUS_SUCCESS;
}

NTSTATUS NetOpen(PWSK_SOCKET *socket)
{
    return MakeSocket(&Provider, socket);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(path);
    return STATUS_SUCCESS;
}
