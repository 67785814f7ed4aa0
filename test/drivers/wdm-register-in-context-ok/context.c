// Asks at load which WSK versions there are and keeps the answer in its context.
// Right: the status in the context is read before each further step.
#include <ntddk.h>
#include <wsk.h>

#define CTX_TAG 'xtCW'

typedef struct _VERSION_CONTEXT {
    NTSTATUS RegisterStatus;
    WSK_CLIENT_NPI Client;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_CHARACTERISTICS Versions;
} VERSION_CONTEXT, *PVERSION_CONTEXT;

static const WSK_CLIENT_DISPATCH VersionDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PVERSION_CONTEXT VersionContext;

static PVERSION_CONTEXT VersionOpen(VOID)
{
    PVERSION_CONTEXT context = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*context), CTX_TAG);

    if (context == NULL)
        return NULL;
    RtlZeroMemory(context, sizeof(*context));
    context->Client.ClientContext = context;
    context->Client.Dispatch = &VersionDispatch;
    context->RegisterStatus = WskRegister(&context->Client, &context->Registration);
    return context;
}

static VOID VersionQuery(PVERSION_CONTEXT context)
{
    NTSTATUS status;

    if (!NT_SUCCESS(context->RegisterStatus))
        return;
    status = WskQueryProviderCharacteristics(&context->Registration, &context->Versions);
    if (!NT_SUCCESS(status))
        RtlZeroMemory(&context->Versions, sizeof(context->Versions));
}

static VOID VersionClose(PVERSION_CONTEXT context)
{
    if (NT_SUCCESS(context->RegisterStatus))
        WskDeregister(&context->Registration);
    ExFreePoolWithTag(context, CTX_TAG);
}

static NTSTATUS NTAPI VersionRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = VersionContext->Versions.HighestVersion;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI VersionUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    VersionClose(VersionContext);
    VersionContext = NULL;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    VersionContext = VersionOpen();
    if (VersionContext == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    VersionQuery(VersionContext);
    DriverObject->MajorFunction[IRP_MJ_READ] = VersionRead;
    DriverObject->DriverUnload = VersionUnload;
    return STATUS_SUCCESS;
}
