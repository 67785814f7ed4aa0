// The network part is optional: a registry value decides at load.
// Fault: Unload asks a flag that only the optional device sets, not the one that
// the registration sets; with network but without device it forgets to deregister
// (R1: the branch does not depend on "not registered").
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION OptReg;
static const WSK_CLIENT_DISPATCH OptDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static BOOLEAN OptNetwork;
static PDEVICE_OBJECT OptDevice;

static ULONG ReadSwitch(PUNICODE_STRING Path, PCWSTR ValueName)
{
    UCHAR Buffer[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + sizeof(ULONG)];
    PKEY_VALUE_PARTIAL_INFORMATION Info = (PKEY_VALUE_PARTIAL_INFORMATION)Buffer;
    OBJECT_ATTRIBUTES Attributes;
    UNICODE_STRING Name;
    ULONG Value = 0, Length;
    HANDLE Key;

    InitializeObjectAttributes(&Attributes, Path, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    if (!NT_SUCCESS(ZwOpenKey(&Key, KEY_READ, &Attributes)))
        return 0;
    RtlInitUnicodeString(&Name, ValueName);
    if (NT_SUCCESS(ZwQueryValueKey(Key, &Name, KeyValuePartialInformation, Info, sizeof(Buffer), &Length)) &&
        Info->Type == REG_DWORD)
        Value = *(PULONG)Info->Data;
    ZwClose(Key);
    return Value;
}

static NTSTATUS OptStartNetwork(VOID)
{
    WSK_CLIENT_NPI Npi = {NULL, &OptDispatch};
    NTSTATUS Status;

    Status = WskRegister(&Npi, &OptReg);
    if (!NT_SUCCESS(Status))
        return Status;
    OptNetwork = TRUE;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI OptRead(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    Irp->IoStatus.Status = OptNetwork ? STATUS_SUCCESS : STATUS_NETWORK_UNREACHABLE;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI OptUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    if (OptDevice == NULL)
        return; // EXPECT: missing-deregister
    IoDeleteDevice(OptDevice);
    if (OptNetwork)
        WskDeregister(&OptReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Optional");
    NTSTATUS Status;

    Driver->DriverUnload = OptUnload;
    Driver->MajorFunction[IRP_MJ_READ] = OptRead;
    if (ReadSwitch(Path, L"Network")) {
        Status = OptStartNetwork();
        if (!NT_SUCCESS(Status))
            return Status;
    }
    if (ReadSwitch(Path, L"Device")) {
        Status = IoCreateDevice(Driver, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &OptDevice);
        if (!NT_SUCCESS(Status)) {
            if (OptNetwork)
                WskDeregister(&OptReg);
            return Status;
        }
    }
    return STATUS_SUCCESS;
}
