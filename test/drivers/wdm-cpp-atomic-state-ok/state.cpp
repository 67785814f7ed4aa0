// A wrapper of an atomic number guards the client; the routines of the driver are
// static members. Right: the state is "up" exactly while the client is registered.
#include "../Inputs/net.h"
template <class T> class atomic
{
    volatile LONG v_;

  public:
    constexpr atomic(T t) : v_(static_cast<LONG>(t))
    {
    }
    bool cas(T &expected, T desired)
    {
        LONG o = InterlockedCompareExchange(&v_, static_cast<LONG>(desired), static_cast<LONG>(expected));
        if (o == static_cast<LONG>(expected))
            return true;
        expected = static_cast<T>(o);
        return false;
    }
    void store(T t)
    {
        InterlockedExchange(&v_, static_cast<LONG>(t));
    }
    T load() const
    {
        return static_cast<T>(v_);
    }
    T exchange(T t)
    {
        return static_cast<T>(InterlockedExchange(&v_, static_cast<LONG>(t)));
    }
};
namespace net
{
enum class State : LONG { Down, Starting, Up };
static atomic<State> state{State::Down};
static WSK_REGISTRATION reg;
static WSK_PROVIDER_NPI npi;
NTSTATUS start()
{
    State want = State::Down;
    if (!state.cas(want, State::Starting))
        return want == State::Up ? STATUS_SUCCESS : STATUS_DEVICE_BUSY;
    WSK_CLIENT_NPI c{nullptr, &Table};
    NTSTATUS st = WskRegister(&c, &reg);
    if (NT_SUCCESS(st)) {
        st = WskCaptureProviderNPI(&reg, 50, &npi);
        if (!NT_SUCCESS(st))
            WskDeregister(&reg);
    }
    state.store(NT_SUCCESS(st) ? State::Up : State::Down);
    return st;
}

void stop()
{
    if (state.exchange(State::Down) == State::Up) {
        WskReleaseProviderNPI(&reg);
        WskDeregister(&reg);
    }
}

} // namespace net
namespace driver
{
struct Dispatch {
    static NTSTATUS NTAPI Control(PDEVICE_OBJECT, PIRP irp)
    {
        return Done(irp, net::start());
    }
    static VOID NTAPI Unload(PDRIVER_OBJECT d)
    {
        IoDeleteDevice(d->DeviceObject);
        net::stop();
    }
};
} // namespace driver
extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING)
{
    PDEVICE_OBJECT dev;
    d->DriverUnload = &driver::Dispatch::Unload;
    d->MajorFunction[IRP_MJ_DEVICE_CONTROL] = driver::Dispatch::Control;
    return IoCreateDevice(d, 0, nullptr, 0x22, 0, FALSE, &dev);
}
