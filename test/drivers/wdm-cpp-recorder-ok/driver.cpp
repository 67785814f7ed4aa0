// Audio recorder, entry points. The one Recorder lives in pool.
#include "recorder.h"

static Recorder *g_Recorder;

void *__cdecl operator new(size_t size, POOL_TYPE pool) noexcept
{
    return ExAllocatePoolWithTag(pool, size, 'dceR');
}

void __cdecl operator delete(void *memory, POOL_TYPE) noexcept
{
    ExFreePoolWithTag(memory, 'dceR');
}

void __cdecl operator delete(void *memory) noexcept
{
    if (memory)
        ExFreePoolWithTag(memory, 'dceR');
}

void __cdecl operator delete(void *memory, size_t) noexcept
{
    if (memory)
        ExFreePoolWithTag(memory, 'dceR');
}

extern "C" DRIVER_INITIALIZE DriverEntry;

static VOID NTAPI RecorderUnload(PDRIVER_OBJECT)
{
    delete g_Recorder;
    g_Recorder = nullptr;
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    g_Recorder = new (NonPagedPoolNx) Recorder;
    if (!g_Recorder)
        return STATUS_INSUFFICIENT_RESOURCES;
    NTSTATUS status = g_Recorder->Start();
    if (!NT_SUCCESS(status)) {
        delete g_Recorder;
        return status;
    }
    driver->DriverUnload = RecorderUnload;
    return STATUS_SUCCESS;
}
