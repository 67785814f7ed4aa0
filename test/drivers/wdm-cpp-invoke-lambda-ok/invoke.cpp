// Requests are lambdas handed to a helper, or members of the dispatch table handed to
// a template with their arguments. Right: scope guards undo every step until they are
// dismissed.
#include "../Inputs/net.h"
template <typename F> struct scope_exit {
    F f;
    bool armed = true;
    scope_exit(F fn) : f(fn)
    {
    }
    ~scope_exit()
    {
        if (armed)
            f();
    }
    void dismiss()
    {
        armed = false;
    }
};
template <typename F> scope_exit<F> on_exit(F f)
{
    return scope_exit<F>(f);
}

struct Sync {
    KEVENT e;
    PIRP irp;
    Sync()
    {
        irp = IoAllocateIrp(1, FALSE);
        KeInitializeEvent(&e, NotificationEvent, FALSE);
    }
    ~Sync()
    {
        if (irp)
            IoFreeIrp(irp);
    }
};
template <typename F> NTSTATUS Do(F call, ULONG_PTR *info)
{
    Sync s;
    if (!s.irp)
        return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(s.irp, OnIrp, &s.e, TRUE, TRUE, TRUE);
    NTSTATUS st = call(s.irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&s.e, Executive, KernelMode, FALSE, nullptr);
        st = s.irp->IoStatus.Status;
    }
    if (info)
        *info = NT_SUCCESS(st) ? s.irp->IoStatus.Information : 0;
    return st;
}

template <typename Fn, typename... Args> NTSTATUS invoke(ULONG_PTR *info, Fn fn, Args... args)
{
    return Do([&](PIRP irp) { return fn(args..., irp); }, info);
}

static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static PWSK_SOCKET S;
static void CloseIt(PWSK_SOCKET s)
{
    invoke(nullptr, static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(s->Dispatch)->WskCloseSocket, s);
}

static VOID NTAPI Unload(PDRIVER_OBJECT)
{
    CloseIt(S);
    WskReleaseProviderNPI(&R);
    WskDeregister(&R);
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING)
{
    WSK_CLIENT_NPI c = {nullptr, &Table};
    ULONG_PTR v = 0;
    NTSTATUS st = WskRegister(&c, &R);
    if (!NT_SUCCESS(st))
        return st;
    auto unreg = on_exit([] { WskDeregister(&R); });
    st = WskCaptureProviderNPI(&R, 10, &N);
    if (!NT_SUCCESS(st))
        return st;
    auto unc = on_exit([&] { WskReleaseProviderNPI(&R); });
    st = Do(
        [](PIRP irp) {
            return N.Dispatch->WskSocket(N.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                         nullptr, nullptr, nullptr, nullptr, nullptr, irp);
        },
        &v);
    if (!NT_SUCCESS(st))
        return st;
    S = reinterpret_cast<PWSK_SOCKET>(v);
    unc.dismiss();
    unreg.dismiss();
    d->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
