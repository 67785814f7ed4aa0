// Echo-like server, driver half: Unload deregisters before it joins the thread,
// because only WskDeregister wakes a thread that waits in an infinite capture;
// meanwhile the thread, told to stop, closes every socket.
#include "server.h"

SRV Server;
static const WSK_CLIENT_DISPATCH SrvClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID NTAPI SrvThread(PVOID Context)
{
    PSRV Srv = Context;

    if (NT_SUCCESS(SrvOpenListener(Srv)))
        KeWaitForSingleObject(&Srv->Stop, Executive, KernelMode, FALSE, NULL);
    SrvCloseAll(Srv);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NTAPI SrvUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    KeSetEvent(&Server.Stop, IO_NO_INCREMENT, FALSE);
    WskDeregister(&Server.Registration);
    KeWaitForSingleObject(Server.Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Server.Thread);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &SrvClient };
    HANDLE Handle;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeEvent(&Server.Stop, NotificationEvent, FALSE);
    KeInitializeSpinLock(&Server.Lock);
    InitializeListHead(&Server.Connections);

    Status = WskRegister(&Client, &Server.Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = PsCreateSystemThread(&Handle, SYNCHRONIZE, NULL, NULL, NULL, SrvThread, &Server);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&Server.Registration);
        return Status;
    }
    ObReferenceObjectByHandle(Handle, SYNCHRONIZE, *PsThreadType, KernelMode,
                              (PVOID *)&Server.Thread, NULL);
    ZwClose(Handle);
    Driver->DriverUnload = SrvUnload;
    return STATUS_SUCCESS;
}
