// Socket wrapper with move assignment.
// Fault: the move leaves the pointer in the source object, so the destructors of both
// objects close the one socket (R26).
#include "socket.h"

NTSTATUS NTAPI SyncCall::Done(PDEVICE_OBJECT, PIRP, PVOID event)
{
    KeSetEvent(static_cast<PKEVENT>(event), IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

SyncCall::SyncCall(PIRP irp) : m_irp(irp)
{
    KeInitializeEvent(&m_event, NotificationEvent, FALSE);
    IoReuseIrp(m_irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(m_irp, Done, &m_event, TRUE, TRUE, TRUE);
}

NTSTATUS SyncCall::Finish(NTSTATUS status)
{
    if (status == STATUS_PENDING)
        KeWaitForSingleObject(&m_event, Executive, KernelMode, FALSE, nullptr);
    return m_irp->IoStatus.Status;
}

Socket &Socket::operator=(Socket &&other)
{
    if (this != &other) {
        Reset();
        m_socket = other.m_socket;
        m_irp = other.m_irp;
    }
    return *this;
}

void Socket::Reset()
{
    if (!m_socket)
        return;
    SyncCall call(m_irp);
    auto basic = static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(m_socket->Dispatch);
    call.Finish(basic->WskCloseSocket(m_socket, call.Irp())); // EXPECT: socket-double-close
    m_socket = nullptr;
    m_irp = nullptr;
}
