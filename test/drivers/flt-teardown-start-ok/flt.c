// Minifilter that registers with its first instance on a volume.
// Right: the last instance deregisters; its teardown starts only after it was set up.
#include <fltKernel.h>
#include <wsk.h>

static PFLT_FILTER Filter;
static LONG Instances;
static WSK_REGISTRATION Wsk;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS FLTAPI
Setup(PCFLT_RELATED_OBJECTS objects, FLT_INSTANCE_SETUP_FLAGS flags, DEVICE_TYPE volume, FLT_FILESYSTEM_TYPE system)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(objects);
    UNREFERENCED_PARAMETER(flags);
    UNREFERENCED_PARAMETER(volume);
    UNREFERENCED_PARAMETER(system);
    if (Instances == 0)
        status = WskRegister(&client, &Wsk);
    if (!NT_SUCCESS(status))
        return STATUS_FLT_DO_NOT_ATTACH;
    Instances++;
    return STATUS_SUCCESS;
}

static VOID FLTAPI
TeardownStart(PCFLT_RELATED_OBJECTS objects, FLT_INSTANCE_TEARDOWN_FLAGS flags)
{
    UNREFERENCED_PARAMETER(objects);
    UNREFERENCED_PARAMETER(flags);
    if (--Instances == 0)
        WskDeregister(&Wsk);
}

static NTSTATUS FLTAPI
Unload(FLT_FILTER_UNLOAD_FLAGS flags)
{
    UNREFERENCED_PARAMETER(flags);
    FltUnregisterFilter(Filter);
    return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION Operations[] = { { IRP_MJ_OPERATION_END } };

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    FLT_REGISTRATION reg = { sizeof(reg), FLT_REGISTRATION_VERSION };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    reg.OperationRegistration = Operations;
    reg.FilterUnloadCallback = Unload;
    reg.InstanceSetupCallback = Setup;
    reg.InstanceTeardownStartCallback = TeardownStart;
    status = FltRegisterFilter(driver, &reg, &Filter);
    if (!NT_SUCCESS(status))
        return status;
    status = FltStartFiltering(Filter);
    if (!NT_SUCCESS(status))
        FltUnregisterFilter(Filter);
    return status;
}
