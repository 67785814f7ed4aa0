// Name cache: resolves a fixed list of names at load.
// Right: the address list is freed first, then the NPI is released.
#include <ntddk.h>
#include <wsk.h>

#define NAMES 2

typedef struct _NAME_ENTRY {
    UNICODE_STRING Name;
    ULONG Address;
} NAME_ENTRY;

static NAME_ENTRY Cache[NAMES] = {
    { RTL_CONSTANT_STRING(L"alpha.example"), 0 },
    { RTL_CONSTANT_STRING(L"beta.example"), 0 },
};

static WSK_REGISTRATION NameReg;
static const WSK_CLIENT_DISPATCH NameDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static IO_COMPLETION_ROUTINE NameDone;

static NTSTATUS NTAPI
NameDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
NameLookup(NAME_ENTRY *Entry, PIRP Irp)
{
    WSK_PROVIDER_NPI Npi;
    PADDRINFOEXW Result = NULL;
    ADDRINFOEXW Hints = { 0 };
    NTSTATUS Status;
    KEVENT Done;

    Status = WskCaptureProviderNPI(&NameReg, 1000, &Npi);
    if (!NT_SUCCESS(Status))
        return Status;
    Hints.ai_family = AF_INET;
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, NameDone, &Done, TRUE, TRUE, TRUE);
    Npi.Dispatch->WskGetAddressInfo(Npi.Client, &Entry->Name, NULL, NS_ALL, NULL, &Hints, &Result,
                                    NULL, NULL, Irp);
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (!NT_SUCCESS(Status)) {
        WskReleaseProviderNPI(&NameReg);
        return Status;
    }
    if (Result->ai_family == AF_INET)
        Entry->Address = ((PSOCKADDR_IN)Result->ai_addr)->sin_addr.s_addr;
    Npi.Dispatch->WskFreeAddressInfo(Npi.Client, Result);
    WskReleaseProviderNPI(&NameReg);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
NameQuery(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS Status = STATUS_BUFFER_TOO_SMALL;

    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Information = 0;
    if (Stack->Parameters.Read.Length >= sizeof(ULONG)) {
        *(PULONG)Irp->AssociatedIrp.SystemBuffer = Cache[0].Address;
        Irp->IoStatus.Information = sizeof(ULONG);
        Status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID NTAPI
NameUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&NameReg);
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = { NULL, &NameDispatch };
    NTSTATUS Status;
    PIRP Irp;
    int i;

    UNREFERENCED_PARAMETER(RegistryPath);
    Status = WskRegister(&Client, &NameReg);
    if (!NT_SUCCESS(Status))
        return Status;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp != NULL) {
        for (i = 0; i < NAMES; i++)
            NameLookup(&Cache[i], Irp);
        IoFreeIrp(Irp);
    }
    DriverObject->MajorFunction[IRP_MJ_READ] = NameQuery;
    DriverObject->DriverUnload = NameUnload;
    return STATUS_SUCCESS;
}
