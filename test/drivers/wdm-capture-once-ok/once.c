// Captures once on the first request and keeps the NPI in a global until unload.
// Right: Unload releases exactly if some request has captured.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Npi;
static BOOLEAN Captured;
static KMUTEX Mutex;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS Provider(PWSK_PROVIDER_NPI *Out)
{
    NTSTATUS Status = STATUS_SUCCESS;

    KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
    if (!Captured) {
        Status = WskCaptureProviderNPI(&Reg, 2000, &Npi);
        Captured = NT_SUCCESS(Status);
    }
    KeReleaseMutex(&Mutex, FALSE);
    *Out = &Npi;
    return Status;
}

static NTSTATUS NTAPI Control(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION Sp = IoGetCurrentIrpStackLocation(Irp);
    ULONG Length = Sp->Parameters.DeviceIoControl.OutputBufferLength;
    PWSK_PROVIDER_NPI P;
    SIZE_T Size = 0;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(DeviceObject);
    Status = Provider(&P);
    if (NT_SUCCESS(Status))
        Status = P->Dispatch->WskControlClient(P->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Length,
                                               Irp->AssociatedIrp.SystemBuffer, &Size, NULL);
    Irp->IoStatus.Information = NT_SUCCESS(Status) ? Size : 0;
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS NTAPI CreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    IoDeleteDevice(DriverObject->DeviceObject);
    if (Captured)
        WskReleaseProviderNPI(&Reg);
    WskDeregister(&Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Transports");
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    PDEVICE_OBJECT Device;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeMutex(&Mutex, 0);
    Status = WskRegister(&Client, &Reg);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_NETWORK, 0, FALSE, &Device);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&Reg);
        return Status;
    }
    DriverObject->MajorFunction[IRP_MJ_CREATE] = CreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = CreateClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
