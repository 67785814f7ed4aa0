// Keeps one datagram socket in a global wrapper while the driver is loaded. Kernel images
// run no global destructors, so Unload resets the wrapper by hand.
#include "socket.h"

static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static WSK_REGISTRATION Registration;

struct State {
    PWSK_SOCKET Raw;
    PIRP Irp;
};
static State g_state;

static NTSTATUS Create(PIRP irp, PWSK_SOCKET *out)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskCaptureProviderNPI(&Registration, 1000, &npi);

    if (!NT_SUCCESS(status))
        return status;
    SyncCall call(irp);
    status = call.Finish(npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                                 WSK_FLAG_DATAGRAM_SOCKET, nullptr, nullptr, nullptr,
                                                 nullptr, nullptr, irp));
    WskReleaseProviderNPI(&Registration);
    if (NT_SUCCESS(status))
        *out = reinterpret_cast<PWSK_SOCKET>(irp->IoStatus.Information);
    return status;
}

// Opens a socket, tries to bind it, and closes it again: is the port free?
static NTSTATUS PortIsFree(PIRP irp, USHORT port)
{
    SOCKADDR_IN address = {};
    PWSK_SOCKET raw;
    Socket probe;

    NTSTATUS status = Create(irp, &raw);
    if (!NT_SUCCESS(status))
        return status;
    Socket fresh(raw, irp);
    probe = static_cast<Socket &&>(fresh);

    address.sin_family = AF_INET;
    address.sin_port = RtlUshortByteSwap(port);
    SyncCall call(irp);
    auto udp = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(probe.Get()->Dispatch);
    return call.Finish(udp->WskBind(probe.Get(), reinterpret_cast<PSOCKADDR>(&address), 0, irp));
}

static void NTAPI Unload(PDRIVER_OBJECT)
{
    {
        Socket last(g_state.Raw, g_state.Irp);
    }
    IoFreeIrp(g_state.Irp);
    WskDeregister(&Registration);
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    WSK_CLIENT_NPI client = { nullptr, &Client };

    g_state.Irp = IoAllocateIrp(1, FALSE);
    if (!g_state.Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    NTSTATUS status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(g_state.Irp);
        return status;
    }
    status = PortIsFree(g_state.Irp, 1900);
    if (NT_SUCCESS(status))
        status = Create(g_state.Irp, &g_state.Raw);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        IoFreeIrp(g_state.Irp);
        return status;
    }
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
