// Connections count their references and sit on a list; the last reference closes the
// socket. Fault: the destructor does not close the socket (R24).
#include "../Inputs/net.h"
inline void *operator new(size_t n, ULONG tag) noexcept
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, n, tag);
}

void operator delete(void *p) noexcept
{
    if (p)
        ExFreePool(p);
}

void operator delete(void *p, size_t) noexcept
{
    if (p)
        ExFreePool(p);
}

static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static PIRP I;
template <class T> class ref
{
    T *p;

  public:
    ref() : p(nullptr)
    {
    }
    ref(T *t) : p(t)
    {
        if (p)
            p->AddRef();
    }
    ref(const ref &o) : p(o.p)
    {
        if (p)
            p->AddRef();
    }
    ~ref()
    {
        if (p)
            p->Release();
    }
    T *operator->() const
    {
        return p;
    }
    explicit operator bool() const
    {
        return p != nullptr;
    }
    T *get() const
    {
        return p;
    }
};
class Conn
{
  public:
    LIST_ENTRY link;
    LONG refs;
    PWSK_SOCKET s;
    Conn() : refs(1), s(nullptr)
    {
    }
    void AddRef()
    {
        InterlockedIncrement(&refs);
    }
    void Release()
    {
        if (InterlockedDecrement(&refs) == 0)
            delete this;
    }
    NTSTATUS Open()
    {
        return MakeSocket(&N, &s);
    }

  private:
    ~Conn()
    {
        s = nullptr; // EXPECT: socket-leak
    }
};
static LIST_ENTRY Head;
static NTSTATUS NTAPI Ctl(PDEVICE_OBJECT, PIRP irp)
{
    Conn *c = new ('nnoC') Conn;
    if (!c)
        return Done(irp, STATUS_NO_MEMORY);
    ref<Conn> hold(c);
    NTSTATUS st = c->Open();
    if (!NT_SUCCESS(st)) {
        c->Release();
        return Done(irp, st);
    }
    InsertTailList(&Head, &c->link);
    return Done(irp, st);
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    IoDeleteDevice(d->DeviceObject);
    while (!IsListEmpty(&Head))
        CONTAINING_RECORD(RemoveHeadList(&Head), Conn, link)->Release();
    WskReleaseProviderNPI(&R);
    WskDeregister(&R);
    IoFreeIrp(I);
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING)
{
    WSK_CLIENT_NPI c = {nullptr, &Table};
    PDEVICE_OBJECT dev;
    InitializeListHead(&Head);
    I = IoAllocateIrp(1, FALSE);
    if (!I)
        return STATUS_NO_MEMORY;
    NTSTATUS st = WskRegister(&c, &R);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(I);
        return st;
    }
    st = WskCaptureProviderNPI(&R, 0, &N);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&R);
        IoFreeIrp(I);
        return st;
    }
    st = IoCreateDevice(d, 0, nullptr, 0x22, 0, FALSE, &dev);
    if (!NT_SUCCESS(st)) {
        WskReleaseProviderNPI(&R);
        WskDeregister(&R);
        IoFreeIrp(I);
        return st;
    }
    d->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Ctl;
    d->DriverUnload = Unload;
    return st;
}
