// Interface object for WSK, constructed in place because the driver has no C++ runtime.
// Right: a failed registration ends the construction; both flags tell Destruct what
// there is to undo.
#include "iface.h"

namespace {
const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
}

void NetInterface::Construct()
{
    WSK_CLIENT_NPI client = { this, &Dispatch };

    m_Registered = m_Captured = false;
    NTSTATUS status = WskRegister(&client, &m_Reg);
    if (!NT_SUCCESS(status))
        return;
    m_Registered = true;
    status = WskCaptureProviderNPI(&m_Reg, WSK_NO_WAIT, &m_Npi);
    m_Captured = NT_SUCCESS(status);
}

void NetInterface::Destruct()
{
    if (m_Captured)
        WskReleaseProviderNPI(&m_Reg);
    if (m_Registered)
        WskDeregister(&m_Reg);
    m_Captured = m_Registered = false;
}

NTSTATUS NetInterface::Transports(SIZE_T *Bytes) const
{
    if (!m_Captured)
        return STATUS_DEVICE_NOT_READY;
    return m_Npi.Dispatch->WskControlClient(m_Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr, 0,
                                            nullptr, Bytes, nullptr);
}
