// User of two look-alike socket layers. Right although it closes a descriptor twice,
// deregisters with a capture held and leaves a registration behind when a later step
// fails: none of these functions is WSK's, so no clause of the contract applies.
#include "sockapi.h"

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static VIO_REGISTRATION Registration;
static WSKSOCKET Control = -1;

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WSKCloseSocket(Control);
    VioWskDeregister(&Registration);
    VioWskReleaseProviderNPI(&Registration);
    WSKCleanup();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Status = VioWskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = VioWskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WSKStartup();
    if (!NT_SUCCESS(Status))
        return Status;
    Control = WSKSocket(0);
    if (Control < 0)
        return STATUS_INSUFFICIENT_RESOURCES;
    WSKCloseSocket(Control);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
