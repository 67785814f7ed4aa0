// Audio recorder, network class.
// Right: CloseSocket clears the member, so the destructor closes only what is open.
#include "recorder.h"

static const WSK_CLIENT_DISPATCH RecorderDispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

static NTSTATUS NTAPI RecorderDone(PDEVICE_OBJECT, PIRP, PVOID Context)
{
    KeSetEvent(static_cast<PKEVENT>(Context), IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

Recorder::Recorder() : m_Registered(STATUS_UNSUCCESSFUL), m_Socket(nullptr)
{
    WSK_CLIENT_NPI client = { this, &RecorderDispatch };

    KeInitializeEvent(&m_Event, NotificationEvent, FALSE);
    m_Irp = IoAllocateIrp(1, FALSE);
    m_Registered = WskRegister(&client, &m_Registration);
}

Recorder::~Recorder()
{
    CloseSocket();
    if (NT_SUCCESS(m_Registered))
        WskDeregister(&m_Registration);
    if (m_Irp)
        IoFreeIrp(m_Irp);
}

PIRP Recorder::Arm()
{
    KeClearEvent(&m_Event);
    IoReuseIrp(m_Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(m_Irp, RecorderDone, &m_Event, TRUE, TRUE, TRUE);
    return m_Irp;
}

NTSTATUS Recorder::Wait(NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&m_Event, Executive, KernelMode, FALSE, nullptr);
        Status = m_Irp->IoStatus.Status;
    }
    return Status;
}

void Recorder::CloseSocket()
{
    if (!m_Socket)
        return;
    auto dgram = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(m_Socket->Dispatch);
    Wait(dgram->Basic.WskCloseSocket(m_Socket, Arm()));
    m_Socket = nullptr;
}

NTSTATUS Recorder::CreateSocket()
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskCaptureProviderNPI(&m_Registration, 1000, &npi);

    if (!NT_SUCCESS(status))
        return status;
    status = Wait(npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                          WSK_FLAG_DATAGRAM_SOCKET, nullptr, nullptr, nullptr, nullptr,
                                          nullptr, Arm()));
    if (NT_SUCCESS(status))
        m_Socket = reinterpret_cast<PWSK_SOCKET>(m_Irp->IoStatus.Information);
    WskReleaseProviderNPI(&m_Registration);
    return status;
}

NTSTATUS Recorder::BindAny()
{
    auto dgram = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(m_Socket->Dispatch);
    SOCKADDR_IN any = {};

    any.sin_family = AF_INET;
    return Wait(dgram->WskBind(m_Socket, reinterpret_cast<PSOCKADDR>(&any), 0, Arm()));
}

NTSTATUS Recorder::Start()
{
    if (!m_Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (!NT_SUCCESS(m_Registered))
        return m_Registered;
    NTSTATUS status = CreateSocket();
    if (!NT_SUCCESS(status))
        return status;
    status = BindAny();
    if (!NT_SUCCESS(status))
        CloseSocket();
    return status;
}

NTSTATUS Recorder::Send(PMDL Frame, SIZE_T Length)
{
    auto dgram = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(m_Socket->Dispatch);
    WSK_BUF buffer = { Frame, 0, Length };
    SOCKADDR_IN to = {};

    to.sin_family = AF_INET;
    to.sin_port = RtlUshortByteSwap(4010);
    to.sin_addr.s_addr = RtlUlongByteSwap(0xefff0001);
    return Wait(dgram->WskSendTo(m_Socket, &buffer, 0, reinterpret_cast<PSOCKADDR>(&to), 0, nullptr, Arm()));
}
