// Interface object for WSK, constructed in place because the driver has no C++ runtime.
// Fault: the test of the register status is inverted (a status is 0 on success), so
// only a failed registration goes on to capture (R16).
#include "iface.h"

namespace {
const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
}

void NetInterface::Construct()
{
    WSK_CLIENT_NPI client = { this, &Dispatch };

    m_Registered = m_Captured = false;
    NTSTATUS status = WskRegister(&client, &m_Reg);
    m_Registered = NT_SUCCESS(status);
    if (!status)
        return;
    status = WskCaptureProviderNPI(&m_Reg, WSK_NO_WAIT, &m_Npi); // EXPECT: registration-used-uninitialised
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
