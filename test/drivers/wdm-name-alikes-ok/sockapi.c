// Descriptor table behind names that look like WSK's. No WSK routine is called.
#include "sockapi.h"

#define MAX_DESCRIPTORS 8

static LONG InUse[MAX_DESCRIPTORS];
static BOOLEAN Up;

NTSTATUS WSKStartup(VOID)
{
    RtlZeroMemory(InUse, sizeof(InUse));
    Up = TRUE;
    return STATUS_SUCCESS;
}

VOID WSKCleanup(VOID)
{
    Up = FALSE;
}

WSKSOCKET WSKSocket(int Type)
{
    int i;

    if (!Up || Type < 0)
        return -1;
    for (i = 0; i < MAX_DESCRIPTORS; i++)
        if (InterlockedExchange(&InUse[i], 1) == 0)
            return i;
    return -1;
}

/* Closing a descriptor twice is refused, not fatal. */
NTSTATUS WSKCloseSocket(WSKSOCKET Socket)
{
    if (Socket < 0 || Socket >= MAX_DESCRIPTORS || InterlockedExchange(&InUse[Socket], 0) == 0)
        return STATUS_INVALID_HANDLE;
    return STATUS_SUCCESS;
}

NTSTATUS VioWskRegister(const WSK_CLIENT_NPI *Client, VIO_REGISTRATION *Registration)
{
    Registration->Device = (PVOID)Client->Dispatch;
    Registration->Users = 0;
    return STATUS_SUCCESS;
}

VOID VioWskDeregister(VIO_REGISTRATION *Registration)
{
    Registration->Device = NULL;
}

NTSTATUS VioWskCaptureProviderNPI(VIO_REGISTRATION *Registration, ULONG Timeout)
{
    UNREFERENCED_PARAMETER(Timeout);
    if (Registration->Device == NULL)
        return STATUS_DEVICE_NOT_READY;
    InterlockedIncrement(&Registration->Users);
    return STATUS_SUCCESS;
}

VOID VioWskReleaseProviderNPI(VIO_REGISTRATION *Registration)
{
    InterlockedDecrement(&Registration->Users);
}
