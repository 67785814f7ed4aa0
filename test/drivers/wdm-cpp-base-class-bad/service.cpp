// Transport service on top of a registration base class.
// Fault: Stop asks the count instead of the base's flag; a machine without transports
// has count 0, and the live registration is left behind at unload (R1).
#include "service.h"

namespace svc {

static const WSK_CLIENT_DISPATCH dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

NTSTATUS Registered::Register(const WSK_CLIENT_DISPATCH *d)
{
    WSK_CLIENT_NPI client{ this, d };
    NTSTATUS status = WskRegister(&client, &registration_);

    registered_ = NT_SUCCESS(status);
    return status;
}

void Registered::Deregister()
{
    if (!registered_)
        return;
    registered_ = false;
    WskDeregister(&registration_);
}

NTSTATUS Transports::Query()
{
    SIZE_T bytes = 0;
    NTSTATUS status = npi_.Dispatch->WskControlClient(npi_.Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr,
                                                      0, nullptr, &bytes, nullptr);

    if (!NT_SUCCESS(status) && status != STATUS_BUFFER_OVERFLOW)
        return status;
    count_ = static_cast<ULONG>(bytes / sizeof(WSK_TRANSPORT));
    return STATUS_SUCCESS;
}

NTSTATUS Transports::Start()
{
    NTSTATUS status = Register(&dispatch);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&registration_, 1000, &npi_);
    if (!NT_SUCCESS(status)) {
        Deregister();
        return status;
    }
    status = Query();
    WskReleaseProviderNPI(&registration_);
    if (!NT_SUCCESS(status))
        Deregister();
    return status;
}

void Transports::Stop()
{
    if (count_ == 0)
        return;
    count_ = 0;
    Deregister();
}

} // namespace svc
