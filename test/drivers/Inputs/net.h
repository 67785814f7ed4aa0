// What drivers that are about something else need of WSK: one client dispatch, a socket made and closed by
// waiting.
#pragma once
#ifdef __cplusplus
extern "C" {
#endif
#include <ntddk.h>
#include <wsk.h>
#ifdef __cplusplus
}
#endif

static const WSK_CLIENT_DISPATCH Table = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static inline NTSTATUS NTAPI OnIrp(PDEVICE_OBJECT device, PIRP irp, PVOID event)
{
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent((PKEVENT)event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static inline NTSTATUS MakeSocket(PWSK_PROVIDER_NPI npi, PWSK_SOCKET *socket)
{
    NTSTATUS status;
    KEVENT done;
    PIRP irp;

    *socket = NULL;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, OnIrp, &done, TRUE, TRUE, TRUE);
    status = npi->Dispatch->WskSocket(npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                      NULL, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status))
        *socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return status;
}

static inline NTSTATUS DropSocket(PWSK_SOCKET socket, PIRP irp)
{
    NTSTATUS status;
    KEVENT done;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoReuseIrp(irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(irp, OnIrp, &done, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    return status;
}

static inline NTSTATUS Done(PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}
