#pragma once
#include <ntddk.h>
#include <wsk.h>

namespace svc {

// Holds the registration; derived services add the provider.
class Registered {
protected:
    NTSTATUS Register(const WSK_CLIENT_DISPATCH *dispatch);
    void Deregister();
    WSK_REGISTRATION registration_;
    bool registered_ = false;
};

class Transports : private Registered {
public:
    NTSTATUS Start();
    void Stop();
    ULONG Count() const { return count_; }

private:
    NTSTATUS Query();
    WSK_PROVIDER_NPI npi_{};
    ULONG count_ = 0;
};

} // namespace svc
