// An object behind a global pointer is the client, and its destructor deregisters.
// Right: EvtDriverUnload destroys it.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

inline void *operator new(size_t Size, ULONG Tag) noexcept
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, Tag);
}

void operator delete(void *Memory) noexcept
{
    if (Memory)
        ExFreePool(Memory);
}

void operator delete(void *Memory, size_t) noexcept
{
    if (Memory)
        ExFreePool(Memory);
}

static const WSK_CLIENT_DISPATCH LineDispatch = {MAKE_WSK_VERSION(1, 0), 0, nullptr};

class Line
{
public:
    Line() = default;
    ~Line()
    {
        if (Up)
            WskDeregister(&Block);
    }
    NTSTATUS Open()
    {
        WSK_CLIENT_NPI Client = {nullptr, &LineDispatch};
        NTSTATUS Status = WskRegister(&Client, &Block);
        Up = NT_SUCCESS(Status);
        return Status;
    }

private:
    WSK_REGISTRATION Block;
    bool Up = false;
};

static Line *TheLine;

static VOID NTAPI LineUnload(WDFDRIVER)
{
    delete TheLine;
    TheLine = nullptr;
}

static NTSTATUS NTAPI LineDeviceAdd(WDFDRIVER, PWDFDEVICE_INIT Init)
{
    WDFDEVICE Device;

    return WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WDF_DRIVER_CONFIG Config;
    NTSTATUS Status;

    WDF_DRIVER_CONFIG_INIT(&Config, LineDeviceAdd);
    Config.EvtDriverUnload = LineUnload;
    Status = WdfDriverCreate(Driver, Path, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(Status))
        return Status;
    TheLine = new ('eniL') Line;
    if (!TheLine)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = TheLine->Open();
    if (!NT_SUCCESS(Status)) {
        delete TheLine;
        TheLine = nullptr;
    }
    return Status;
}
