// A library without a driver of its own: users call NetLibInit before and NetLibTerm after everything else, as
// often as they like. Right: the first user registers,
// the last one deregisters, and what fails is undone.
#include "../Inputs/net.h"

static LONG Users;
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS NetLibInit(ULONG timeout)
{
    WSK_CLIENT_NPI client = {NULL, &Table};
    NTSTATUS status;

    if (InterlockedIncrement(&Users) > 1)
        return STATUS_SUCCESS;
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        InterlockedDecrement(&Users);
        return status;
    }
    status = WskCaptureProviderNPI(&Registration, timeout, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        InterlockedDecrement(&Users);
    }
    return status;
}

VOID NetLibTerm(VOID)
{
    if (InterlockedDecrement(&Users) == 0) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
    }
}

NTSTATUS NetLibSocket(PWSK_SOCKET *socket)
{
    return MakeSocket(&Provider, socket);
}

VOID NetLibClose(PWSK_SOCKET socket, PIRP irp)
{
    DropSocket(socket, irp);
}
