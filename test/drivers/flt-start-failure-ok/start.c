// Minifilter that forwards file names to a server by datagrams.
// Right: a failing FltStartFiltering undoes the filter and the sender.
#include <fltKernel.h>
#include <wsk.h>

typedef struct _FORWARDER {
    PFLT_FILTER Filter;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    ULONG Names;
} FORWARDER;

static FORWARDER Fwd;
static const WSK_CLIENT_DISPATCH FwdClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS
SenderUp(FORWARDER *f)
{
    WSK_CLIENT_NPI client = { f, &FwdClient };
    NTSTATUS status = WskRegister(&client, &f->Registration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&f->Registration, 1000, &f->Npi);
    if (!NT_SUCCESS(status))
        WskDeregister(&f->Registration);
    return status;
}

static VOID
SenderDown(FORWARDER *f)
{
    WskReleaseProviderNPI(&f->Registration);
    WskDeregister(&f->Registration);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI
PreCreate(PFLT_CALLBACK_DATA data, PCFLT_RELATED_OBJECTS objects, PVOID *context)
{
    UNREFERENCED_PARAMETER(data);
    UNREFERENCED_PARAMETER(objects);
    UNREFERENCED_PARAMETER(context);
    InterlockedIncrement((LONG *)&Fwd.Names);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI
Unload(FLT_FILTER_UNLOAD_FLAGS flags)
{
    UNREFERENCED_PARAMETER(flags);
    FltUnregisterFilter(Fwd.Filter);
    SenderDown(&Fwd);
    return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION Callbacks[] = {
    { IRP_MJ_CREATE, FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO, PreCreate, NULL },
    { IRP_MJ_OPERATION_END }
};

static const FLT_REGISTRATION Registration = {
    .Size = sizeof(FLT_REGISTRATION),
    .Version = FLT_REGISTRATION_VERSION,
    .OperationRegistration = Callbacks,
    .FilterUnloadCallback = Unload,
};

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = FltRegisterFilter(driver, &Registration, &Fwd.Filter);
    if (!NT_SUCCESS(status))
        return status;
    status = SenderUp(&Fwd);
    if (!NT_SUCCESS(status))
        goto unregister;
    status = FltStartFiltering(Fwd.Filter);
    if (!NT_SUCCESS(status))
        goto down;
    return STATUS_SUCCESS;

down:
    SenderDown(&Fwd);
unregister:
    FltUnregisterFilter(Fwd.Filter);
    return status;
}
