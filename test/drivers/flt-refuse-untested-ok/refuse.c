// Minifilter that refuses every unload while a scan is running, without asking whether
// the unload is mandatory. Right as far as definite faults go: its registration carries
// FLTFL_REGISTRATION_DO_NOT_SUPPORT_SERVICE_STOP, so there are no mandatory unloads and
// a refusal always counts (contract 4.1 fact 3).
#include <fltKernel.h>
#include <wsk.h>

static PFLT_FILTER ScanFilter;
static BOOLEAN ScanRunning;
static WSK_REGISTRATION ScanWsk;
static const WSK_CLIENT_DISPATCH ScanWskDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static FLT_PREOP_CALLBACK_STATUS FLTAPI
ScanPreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(CompletionContext);
    ScanRunning = TRUE;
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI
ScanFilterUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    if (ScanRunning)
        return STATUS_FLT_DO_NOT_DETACH;
    FltUnregisterFilter(ScanFilter);
    WskDeregister(&ScanWsk);
    return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION ScanCallbacks[] = {
    { IRP_MJ_WRITE, 0, ScanPreWrite, NULL },
    { IRP_MJ_OPERATION_END }
};

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    FLT_REGISTRATION registration = { 0 };
    WSK_CLIENT_NPI npi = { NULL, &ScanWskDispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    registration.Size = sizeof(registration);
    registration.Version = FLT_REGISTRATION_VERSION;
    registration.Flags = FLTFL_REGISTRATION_DO_NOT_SUPPORT_SERVICE_STOP;
    registration.OperationRegistration = ScanCallbacks;
    registration.FilterUnloadCallback = ScanFilterUnload;

    status = FltRegisterFilter(DriverObject, &registration, &ScanFilter);
    if (!NT_SUCCESS(status))
        return status;
    status = WskRegister(&npi, &ScanWsk);
    if (NT_SUCCESS(status)) {
        status = FltStartFiltering(ScanFilter);
        if (!NT_SUCCESS(status))
            WskDeregister(&ScanWsk);
    }
    if (!NT_SUCCESS(status))
        FltUnregisterFilter(ScanFilter);
    return status;
}
