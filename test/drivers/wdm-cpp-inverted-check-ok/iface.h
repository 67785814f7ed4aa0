#pragma once
#include <ntddk.h>
#include <wsk.h>

class NetInterface {
public:
    void Construct();
    void Destruct();
    bool Ready() const { return m_Captured; }
    NTSTATUS Transports(SIZE_T *Bytes) const;

private:
    WSK_REGISTRATION m_Reg;
    WSK_PROVIDER_NPI m_Npi;
    bool m_Registered;
    bool m_Captured;
};
