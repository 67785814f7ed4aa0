// Registration and capture are members that undo themselves; the service is made with
// a pool tag. Right: members are destroyed in the reverse order, so the capture goes
// first.
#include "../Inputs/net.h"
inline void *operator new(size_t n, POOL_TYPE, ULONG tag) noexcept
{
    return ExAllocatePoolWithTag(NonPagedPoolNx, n, tag);
}

void operator delete(void *p, size_t) noexcept
{
    if (p)
        ExFreePoolWithTag(p, 'ppcW');
}

class Client
{
  public:
    Client() : ok_(false)
    {
    }
    ~Client()
    {
        if (ok_)
            WskDeregister(&reg_);
    }
    NTSTATUS Open()
    {
        WSK_CLIENT_NPI c = {this, &Table};
        NTSTATUS st = WskRegister(&c, &reg_);
        ok_ = NT_SUCCESS(st);
        return st;
    }
    WSK_REGISTRATION *get()
    {
        return &reg_;
    }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

  private:
    WSK_REGISTRATION reg_;
    bool ok_;
};
class Provider
{
  public:
    explicit Provider(Client &c) : client_(c), ok_(false)
    {
    }
    ~Provider()
    {
        if (ok_)
            WskReleaseProviderNPI(client_.get());
    }
    NTSTATUS Capture(ULONG ms)
    {
        NTSTATUS st = WskCaptureProviderNPI(client_.get(), ms, &npi_);
        ok_ = NT_SUCCESS(st);
        return st;
    }
    WSK_PROVIDER_NPI *operator->()
    {
        return &npi_;
    }
    WSK_PROVIDER_NPI *get()
    {
        return &npi_;
    }

  private:
    Client &client_;
    WSK_PROVIDER_NPI npi_;
    bool ok_;
};
class Service
{
  public:
    Service() : provider_(client_)
    {
    }
    NTSTATUS Start()
    {
        NTSTATUS st = client_.Open();
        if (!NT_SUCCESS(st))
            return st;
        return provider_.Capture(1000);
    }

  private:
    Client client_;
    Provider provider_;
};
static Service *g;
static VOID NTAPI Unload(PDRIVER_OBJECT)
{
    delete g;
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING)
{
    g = new (NonPagedPoolNx, 'ppcW') Service;
    if (!g)
        return STATUS_NO_MEMORY;
    NTSTATUS st = g->Start();
    if (!NT_SUCCESS(st)) {
        delete g;
        g = nullptr;
        return st;
    }
    d->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
