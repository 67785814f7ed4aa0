// One request opens the socket, one closes it, a third uses it, in whatever order a program
// sends them. Right: the pointer goes with the socket.
#include "../Inputs/net.h"

#define IOCTL_DOOR_OPEN CTL_CODE(FILE_DEVICE_UNKNOWN, 0x811, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_DOOR_SHUT CTL_CODE(FILE_DEVICE_UNKNOWN, 0x812, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_DOOR_NAME CTL_CODE(FILE_DEVICE_UNKNOWN, 0x813, METHOD_BUFFERED, FILE_ANY_ACCESS)

static WSK_REGISTRATION DoorReg;
static WSK_PROVIDER_NPI DoorNpi;
static PWSK_SOCKET DoorSocket;
static PIRP DoorIrp;
static KMUTEX DoorLock;
static BOOLEAN DoorOpen, DoorNamed;

static NTSTATUS OpenDoor(VOID)
{
    WSK_CLIENT_NPI Client = {NULL, &Table};
    NTSTATUS Status = WskRegister(&Client, &DoorReg);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&DoorReg, WSK_NO_WAIT, &DoorNpi);
    if (!NT_SUCCESS(Status))
        goto no_provider;
    Status = MakeSocket(&DoorNpi, &DoorSocket);
    if (!NT_SUCCESS(Status))
        goto no_socket;
    DoorOpen = TRUE;
    DoorNamed = FALSE;
    return STATUS_SUCCESS;

no_socket:
    WskReleaseProviderNPI(&DoorReg);
no_provider:
    WskDeregister(&DoorReg);
    return Status;
}

static VOID ShutDoor(VOID)
{
    if (!DoorOpen)
        return;
    DropSocket(DoorSocket, DoorIrp);
    DoorSocket = NULL;
    WskReleaseProviderNPI(&DoorReg);
    WskDeregister(&DoorReg);
    DoorOpen = FALSE;
}

static NTSTATUS NameDoor(VOID)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch;
    SOCKADDR_IN Local = {0};
    KEVENT Named;

    if (DoorSocket == NULL || DoorNamed)
        return STATUS_DEVICE_NOT_READY;
    DoorNamed = TRUE;
    KeInitializeEvent(&Named, NotificationEvent, FALSE);
    IoReuseIrp(DoorIrp, STATUS_SUCCESS);
    IoSetCompletionRoutine(DoorIrp, OnIrp, &Named, TRUE, TRUE, TRUE);
    Local.sin_family = AF_INET;
    Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)DoorSocket->Dispatch;
    Dispatch->WskBind(DoorSocket, (PSOCKADDR)&Local, 0, DoorIrp);
    KeWaitForSingleObject(&Named, Executive, KernelMode, FALSE, NULL);
    return DoorIrp->IoStatus.Status;
}

static NTSTATUS NTAPI DoorControl(PDEVICE_OBJECT Device, PIRP Irp)
{
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Device);
    KeWaitForSingleObject(&DoorLock, Executive, KernelMode, FALSE, NULL);
    switch (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_DOOR_OPEN:
        Status = DoorOpen ? STATUS_DEVICE_BUSY : OpenDoor();
        break;
    case IOCTL_DOOR_SHUT:
        ShutDoor();
        break;
    case IOCTL_DOOR_NAME:
        Status = NameDoor();
        break;
    default:
        Status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    KeReleaseMutex(&DoorLock, FALSE);
    return Done(Irp, Status);
}

static NTSTATUS NTAPI DoorHandle(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    return Done(Irp, STATUS_SUCCESS);
}

static VOID NTAPI DoorUnload(PDRIVER_OBJECT Driver)
{
    ShutDoor();
    IoDeleteDevice(Driver->DeviceObject);
    IoFreeIrp(DoorIrp);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Door");
    PDEVICE_OBJECT Device;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeMutex(&DoorLock, 0);
    DoorIrp = IoAllocateIrp(1, FALSE);
    if (DoorIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Driver->MajorFunction[IRP_MJ_CREATE] = DoorHandle;
    Driver->MajorFunction[IRP_MJ_CLOSE] = DoorHandle;
    Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = DoorControl;
    Driver->DriverUnload = DoorUnload;
    Status = IoCreateDevice(Driver, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(Status))
        IoFreeIrp(DoorIrp);
    return Status;
}
