// Minifilter that goes on the network at the first create it sees, and leaves it when it is unloaded.
// Right: a flag under a lock lets only the first create register, and tells the unload callback.
#include <fltKernel.h>
#include <wsk.h>

static PFLT_FILTER Filter;
static FAST_MUTEX Lock;
static BOOLEAN Registered;
static WSK_REGISTRATION Wsk;
static const WSK_CLIENT_DISPATCH Client = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA data, PCFLT_RELATED_OBJECTS objects,
                                                  PVOID *context)
{
    WSK_CLIENT_NPI npi = {NULL, &Client};

    UNREFERENCED_PARAMETER(data);
    UNREFERENCED_PARAMETER(objects);
    *context = NULL;
    ExAcquireFastMutex(&Lock);
    if (!Registered)
        Registered = NT_SUCCESS(WskRegister(&npi, &Wsk));
    ExReleaseFastMutex(&Lock);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS flags)
{
    UNREFERENCED_PARAMETER(flags);
    FltUnregisterFilter(Filter);
    if (Registered)
        WskDeregister(&Wsk);
    return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION Operations[] = {{IRP_MJ_CREATE, 0, PreCreate, NULL, NULL},
                                                        {IRP_MJ_OPERATION_END, 0, NULL, NULL, NULL}};

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    FLT_REGISTRATION registration;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    ExInitializeFastMutex(&Lock);
    RtlZeroMemory(&registration, sizeof(registration));
    registration.Size = sizeof(registration);
    registration.Version = FLT_REGISTRATION_VERSION;
    registration.OperationRegistration = Operations;
    registration.FilterUnloadCallback = Unload;
    status = FltRegisterFilter(driver, &registration, &Filter);
    if (!NT_SUCCESS(status))
        return status;
    status = FltStartFiltering(Filter);
    if (!NT_SUCCESS(status))
        FltUnregisterFilter(Filter);
    return status;
}
