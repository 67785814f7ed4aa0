// Control-device-only KMDF driver; its socket belongs to the control device and is
// closed in that device's clean-up callback.
// Fault: the framework deletes control devices after EvtDriverUnload has returned, so
// WskDeregister in EvtDriverUnload waits for a socket that nobody closes (4.3, R3).
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static PWSK_SOCKET Socket;
static PIRP SocketIrp;
static KEVENT SocketEvent;

static NTSTATUS NTAPI
SocketDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    KeSetEvent(&SocketEvent, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID
SocketArm(VOID)
{
    IoReuseIrp(SocketIrp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&SocketEvent);
    IoSetCompletionRoutine(SocketIrp, SocketDone, NULL, TRUE, TRUE, TRUE);
}

static VOID
SocketWait(VOID)
{
    KeWaitForSingleObject(&SocketEvent, Executive, KernelMode, FALSE, NULL);
}

static NTSTATUS
OpenSocket(VOID)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&Registration, 1000, &npi);
    if (!NT_SUCCESS(status))
        return status;
    SocketArm();
    npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                            NULL, NULL, NULL, NULL, NULL, SocketIrp);
    SocketWait();
    status = SocketIrp->IoStatus.Status;
    WskReleaseProviderNPI(&Registration);
    if (NT_SUCCESS(status))
        Socket = (PWSK_SOCKET)SocketIrp->IoStatus.Information;
    return status;
}

static VOID NTAPI
ControlCleanup(WDFOBJECT Device)
{
    UNREFERENCED_PARAMETER(Device);
    if (Socket != NULL) {
        SocketArm();
        ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, SocketIrp);
        SocketWait();
        Socket = NULL;
    }
    if (SocketIrp != NULL)
        IoFreeIrp(SocketIrp);
    SocketIrp = NULL;
}

static NTSTATUS
CreateControlDevice(WDFDRIVER Driver)
{
    DECLARE_CONST_UNICODE_STRING(sddl, L"D:P(A;;GA;;;SY)");
    WDF_OBJECT_ATTRIBUTES attributes;
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Driver, &sddl);
    WDFDEVICE device;
    NTSTATUS status;

    if (init == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtCleanupCallback = ControlCleanup;
    status = WdfDeviceCreate(&init, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    WdfControlFinishInitializing(device);
    SocketIrp = IoAllocateIrp(1, FALSE);
    if (SocketIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    /* Without network the device works, only nothing is sent. */
    OpenSocket();
    return STATUS_SUCCESS;
}

static VOID NTAPI
DriverUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskDeregister(&Registration); // EXPECT: socket-open-at-deregister
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    NTSTATUS status;

    KeInitializeEvent(&SocketEvent, SynchronizationEvent, FALSE);
    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = DriverUnload;
    status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status))
        return status;
    status = CreateControlDevice(driver);
    if (!NT_SUCCESS(status))
        WskDeregister(&Registration);
    return status;
}
