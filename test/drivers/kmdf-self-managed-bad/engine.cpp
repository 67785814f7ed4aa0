// WSK engine: registration at load, one socket for the first device.
// Fault: a socket that cannot be bound is kept open in a local and forgotten (R24).
#include "engine.h"

static constexpr WSK_CLIENT_DISPATCH client_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };

static NTSTATUS NTAPI completed(PDEVICE_OBJECT, PIRP, PVOID context)
{
    KeSetEvent(static_cast<PRKEVENT>(context), IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

PIRP Engine::arm(PIRP irp)
{
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    KeInitializeEvent(&event_, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, completed, &event_, TRUE, TRUE, TRUE);
    return irp;
}

NTSTATUS Engine::run(PIRP irp, NTSTATUS status)
{
    if (status == STATUS_PENDING)
        KeWaitForSingleObject(&event_, Executive, KernelMode, FALSE, nullptr);
    return irp->IoStatus.Status;
}

NTSTATUS Engine::start()
{
    irp_ = IoAllocateIrp(1, FALSE);
    if (!irp_)
        return STATUS_INSUFFICIENT_RESOURCES;

    WSK_CLIENT_NPI client{ this, &client_dispatch };
    auto status = WskRegister(&client, &registration_);
    registered_ = NT_SUCCESS(status);
    return status;
}

NTSTATUS Engine::open()
{
    if (socket_)
        return STATUS_SUCCESS;

    WSK_PROVIDER_NPI npi;
    auto status = WskCaptureProviderNPI(&registration_, 1000, &npi);
    if (!NT_SUCCESS(status))
        return status;
    status = run(irp_, npi.Dispatch->WskSocket(npi.Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP,
                                               WSK_FLAG_DATAGRAM_SOCKET, nullptr, nullptr, nullptr,
                                               nullptr, nullptr, arm(irp_)));
    WskReleaseProviderNPI(&registration_);
    if (!NT_SUCCESS(status))
        return status;

    auto socket = reinterpret_cast<PWSK_SOCKET>(irp_->IoStatus.Information);
    auto udp = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(socket->Dispatch);
    SOCKADDR_IN6 any{};
    any.sin6_family = AF_INET6;
    status = run(irp_, udp->WskBind(socket, reinterpret_cast<PSOCKADDR>(&any), 0, arm(irp_)));
    if (!NT_SUCCESS(status))
        return status; // EXPECT: socket-leak
    socket_ = socket;
    return STATUS_SUCCESS;
}

void Engine::stop()
{
    if (socket_) {
        auto basic = static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(socket_->Dispatch);
        run(irp_, basic->WskCloseSocket(socket_, arm(irp_)));
        socket_ = nullptr;
    }
    if (registered_)
        WskDeregister(&registration_);
    registered_ = false;
    if (irp_)
        IoFreeIrp(irp_);
    irp_ = nullptr;
}
