// Owners with a deleter, moved and released, hold the registration and the capture.
// Fault: the owner of the registration is released before the last step that may fail
// (R1).
#include "../Inputs/net.h"
template <typename T, typename D> class unique
{
    T *p_;

  public:
    explicit unique(T *p = nullptr) : p_(p)
    {
    }
    ~unique()
    {
        reset();
    }
    unique(unique &&o) : p_(o.release())
    {
    }
    unique &operator=(unique &&o)
    {
        reset(o.release());
        return *this;
    }
    T *release()
    {
        T *t = p_;
        p_ = nullptr;
        return t;
    }
    void reset(T *p = nullptr)
    {
        T *old = p_;
        p_ = p;
        if (old)
            D()(old);
    }
    T *get() const
    {
        return p_;
    }
    explicit operator bool() const
    {
        return p_ != nullptr;
    }
};
struct Dereg {
    void operator()(WSK_REGISTRATION *r) const
    {
        WskDeregister(r);
    }
};
struct Rel {
    void operator()(WSK_REGISTRATION *r) const
    {
        WskReleaseProviderNPI(r);
    }
};
using unique_registration = unique<WSK_REGISTRATION, Dereg>;
using unique_capture = unique<WSK_REGISTRATION, Rel>;
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static bool Live;
static unique_registration MakeReg(NTSTATUS &st)
{
    WSK_CLIENT_NPI c = {nullptr, &Table};
    st = WskRegister(&c, &R);
    return unique_registration(NT_SUCCESS(st) ? &R : nullptr);
}

static VOID NTAPI Unload(PDRIVER_OBJECT)
{
    unique_registration r(&R);
    unique_capture c(&R);
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING)
{
    NTSTATUS st;
    unique_registration r = MakeReg(st);
    if (!r)
        return st;
    st = WskCaptureProviderNPI(r.get(), 10, &N);
    if (!NT_SUCCESS(st))
        return st;
    unique_capture c(r.get());
    (void)r.release();
    PDEVICE_OBJECT dev;
    st = IoCreateDevice(d, 0, nullptr, 0x22, 0, FALSE, &dev);
    if (!NT_SUCCESS(st))
        return st; // EXPECT: missing-deregister
    d->DriverUnload = Unload;
    (void)c.release();
    (void)Live;
    return STATUS_SUCCESS;
}
