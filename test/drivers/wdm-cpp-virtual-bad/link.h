#pragma once
#include <ntddk.h>
#include <wsk.h>

// A way to the outside. Objects are static: the driver never deletes through the base.
class Link {
public:
    virtual NTSTATUS Open() = 0;
    virtual void Close() = 0;
    virtual NTSTATUS Probe() = 0;

protected:
    ~Link() = default;
};

class WskLink : public Link {
public:
    NTSTATUS Open() override;
    void Close() override;
    NTSTATUS Probe() override;

private:
    // Initialised here so that the static object needs no start-up code.
    WSK_REGISTRATION m_registration{};
    WSK_PROVIDER_NPI m_npi{};
    const WSK_PROVIDER_DISPATCH *m_table = nullptr;
};
