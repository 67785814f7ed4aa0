// Sends one line to a fixed collector when it is loaded. The library is in ks.c.
#include "ks.h"

static char Greeting[] = "loaded\n";

static NTSTATUS Announce(VOID)
{
    SOCKADDR_IN collector = { 0 };
    KS_SOCKET *socket;
    NTSTATUS status;

    collector.sin_family = AF_INET;
    collector.sin_port = RtlUshortByteSwap(5140);
    collector.sin_addr.s_addr = RtlUlongByteSwap(0x0a000001);
    status = KsConnect(&socket, (PSOCKADDR)&collector);
    if (!NT_SUCCESS(status))
        return status;
    status = KsSend(socket, Greeting, sizeof(Greeting) - 1);
    KsClose(socket);
    return status;
}

static VOID NTAPI DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KsDown();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = KsUp();
    if (!NT_SUCCESS(status))
        return status; // EXPECT: missing-deregister

    status = Announce();
    if (!NT_SUCCESS(status)) {
        KsDown();
        return status;
    }
    DriverObject->DriverUnload = DriverUnload;
    return STATUS_SUCCESS;
}
