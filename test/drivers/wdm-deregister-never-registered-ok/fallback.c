// Driver with a quiet mode: a registry value keeps it off the network.
// Right: the failure branch deregisters only if this load went on the network.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION NetReg;
static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static BOOLEAN Quiet;
static PDEVICE_OBJECT Device;

static BOOLEAN QuietMode(PUNICODE_STRING Path)
{
    RTL_QUERY_REGISTRY_TABLE Table[2];
    ULONG Value = 0, Default = 0;

    RtlZeroMemory(Table, sizeof(Table));
    Table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
    Table[0].Name = L"Quiet";
    Table[0].EntryContext = &Value;
    Table[0].DefaultType = REG_DWORD;
    Table[0].DefaultData = &Default;
    Table[0].DefaultLength = sizeof(Default);
    if (!NT_SUCCESS(RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, Path->Buffer, Table, NULL, NULL)))
        return FALSE;
    return Value != 0;
}

static NTSTATUS NTAPI Create(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    WSK_PROVIDER_CHARACTERISTICS Range;
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!Quiet)
        Status = WskQueryProviderCharacteristics(&NetReg, &Range);
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    if (!Quiet)
        WskDeregister(&NetReg);
    IoDeleteDevice(Device);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Fallback");
    WSK_CLIENT_NPI Client = { NULL, &NetDispatch };
    NTSTATUS Status;

    Quiet = QuietMode(RegistryPath);
    if (!Quiet) {
        Status = WskRegister(&Client, &NetReg);
        if (!NT_SUCCESS(Status))
            return Status;
    }
    Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(Status)) {
        if (!Quiet)
            WskDeregister(&NetReg);
        return Status;
    }
    DriverObject->MajorFunction[IRP_MJ_CREATE] = Create;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
