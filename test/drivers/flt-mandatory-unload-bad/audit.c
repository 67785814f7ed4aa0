// Audit minifilter that refuses to be unloaded while it has a backlog.
// Fault: it refuses although the mandatory flag is set. The filter manager unloads it
// anyway and the registration is live when the image goes (R1, contract 4.1 fact 3).
#include <fltKernel.h>
#include <wsk.h>

static PFLT_FILTER AuditFilter;
static volatile LONG AuditBacklog;
static WSK_REGISTRATION AuditReg;
static const WSK_CLIENT_DISPATCH AuditDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static FLT_PREOP_CALLBACK_STATUS FLTAPI
AuditPreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID *Context)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(Objects);
    *Context = NULL;
    InterlockedIncrement(&AuditBacklog);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static VOID
AuditFlush(VOID)
{
    WSK_PROVIDER_NPI npi;
    SIZE_T size = 0;

    if (!NT_SUCCESS(WskCaptureProviderNPI(&AuditReg, WSK_NO_WAIT, &npi)))
        return;
    npi.Dispatch->WskControlClient(npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, &size, NULL);
    WskReleaseProviderNPI(&AuditReg);
    if (size != 0)
        InterlockedExchange(&AuditBacklog, 0);
}

static NTSTATUS FLTAPI
AuditUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
    AuditFlush();
    if (Flags & FLTFL_FILTER_UNLOAD_MANDATORY)
        DbgPrint("audit: forced unload\n");
    if (AuditBacklog != 0)
        return STATUS_FLT_DO_NOT_DETACH; // EXPECT-MISSED: missing-deregister
    FltUnregisterFilter(AuditFilter);
    WskDeregister(&AuditReg);
    return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION AuditOperations[] = {
    { IRP_MJ_CREATE, 0, AuditPreCreate, NULL },
    { IRP_MJ_OPERATION_END }
};

static const FLT_REGISTRATION AuditRegistration = {
    sizeof(FLT_REGISTRATION),
    FLT_REGISTRATION_VERSION,
    0,
    NULL,
    AuditOperations,
    AuditUnload,
};

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &AuditDispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = WskRegister(&client, &AuditReg);
    if (!NT_SUCCESS(status))
        return status;
    status = FltRegisterFilter(DriverObject, &AuditRegistration, &AuditFilter);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&AuditReg);
        return status;
    }
    status = FltStartFiltering(AuditFilter);
    if (!NT_SUCCESS(status)) {
        FltUnregisterFilter(AuditFilter);
        WskDeregister(&AuditReg);
    }
    return status;
}
