// Remote log sink: an init level counts how far start-up came; one teardown
// switch with fall-through undoes it from there.
// Right: the level is raised directly after each step that succeeded.
#include <ntddk.h>
#include <wsk.h>

enum LogLevel {
    LevelNone,
    LevelRegistered,
    LevelCaptured,
    LevelBuffer,
    LevelDevice
};

#define LOG_BUFFER_SIZE 0x4000

typedef struct _LOG_SINK {
    int Level;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PVOID Ring;
    PDEVICE_OBJECT Device;
} LOG_SINK;

static LOG_SINK Sink;
static const WSK_CLIENT_DISPATCH SinkClient = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static VOID SinkTearDown(LOG_SINK *sink)
{
    switch (sink->Level) {
    case LevelDevice:
        IoDeleteDevice(sink->Device);
        sink->Device = NULL;
        /* fall through */
    case LevelBuffer:
        ExFreePoolWithTag(sink->Ring, 'kniS');
        sink->Ring = NULL;
        /* fall through */
    case LevelCaptured:
        WskReleaseProviderNPI(&sink->Registration);
        /* fall through */
    case LevelRegistered:
        WskDeregister(&sink->Registration);
        /* fall through */
    case LevelNone:
        break;
    }
    sink->Level = LevelNone;
}

static NTSTATUS SinkSetUp(PDRIVER_OBJECT driver, LOG_SINK *sink)
{
    UNICODE_STRING name;
    WSK_CLIENT_NPI npi;
    NTSTATUS status;

    sink->Level = LevelNone;
    npi.ClientContext = sink;
    npi.Dispatch = &SinkClient;
    status = WskRegister(&npi, &sink->Registration);
    if (!NT_SUCCESS(status))
        return status;
    sink->Level = LevelRegistered;

    status = WskCaptureProviderNPI(&sink->Registration, 1000, &sink->Provider);
    if (!NT_SUCCESS(status))
        return status;
    sink->Level = LevelCaptured;

    sink->Ring = ExAllocatePoolWithTag(NonPagedPoolNx, LOG_BUFFER_SIZE, 'kniS');
    if (sink->Ring == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    sink->Level = LevelBuffer;

    RtlInitUnicodeString(&name, L"\\Device\\LogSink");
    status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, TRUE, &sink->Device);
    if (!NT_SUCCESS(status))
        return status;
    sink->Level = LevelDevice;
    return STATUS_SUCCESS;
}

static VOID NTAPI SinkUnload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    SinkTearDown(&Sink);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = SinkUnload;
    status = SinkSetUp(driver, &Sink);
    if (!NT_SUCCESS(status))
        SinkTearDown(&Sink);
    return status;
}
