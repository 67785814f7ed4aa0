// Link over WSK, called through its virtual base.
// Fault: Probe is called after Close by the self-test at load; the NPI was released, so
// the saved table must not be called any more (R2).
#include "link.h"

static const WSK_CLIENT_DISPATCH LinkDispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

NTSTATUS WskLink::Open()
{
    WSK_CLIENT_NPI client = { this, &LinkDispatch };
    NTSTATUS status = WskRegister(&client, &m_registration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&m_registration, WSK_NO_WAIT, &m_npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&m_registration);
        return status;
    }
    m_table = m_npi.Dispatch;
    return STATUS_SUCCESS;
}

void WskLink::Close()
{
    WskReleaseProviderNPI(&m_registration);
    WskDeregister(&m_registration);
}

NTSTATUS WskLink::Probe()
{
    SIZE_T size = 0;
    NTSTATUS status = m_table->WskControlClient(m_npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr, 0, // EXPECT: provider-call-after-release
                                                nullptr, &size, nullptr);

    return size ? STATUS_SUCCESS : status;
}
