// Registers in an initialisation thread, as the load itself must not take long; Unload
// joins the thread before it looks at what was done.
// Right: the mark is set behind the test of the status; joining makes it final.
#include <ntddk.h>
#include <wsk.h>

enum net_state { NET_NONE, NET_UP };

static WSK_REGISTRATION g_Registration;
static volatile LONG g_State = NET_NONE;
static PKTHREAD g_InitThread;
static WSK_PROVIDER_CHARACTERISTICS g_Range;
static const WSK_CLIENT_DISPATCH g_Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID NTAPI InitThread(PVOID Context)
{
    WSK_CLIENT_NPI npi = { Context, &g_Client };
    NTSTATUS status;

    status = WskRegister(&npi, &g_Registration);
    if (NT_SUCCESS(status)) {
        InterlockedExchange(&g_State, NET_UP);
        if (!NT_SUCCESS(WskQueryProviderCharacteristics(&g_Registration, &g_Range)))
            g_Range.HighestVersion = 0;
    } else {
        DbgPrint("init: WskRegister %08x\n", status);
    }
    PsTerminateSystemThread(status);
}

static NTSTATUS StartInit(VOID)
{
    HANDLE handle;
    NTSTATUS status;

    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, InitThread, &g_Range);
    if (!NT_SUCCESS(status))
        return status;
    ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&g_InitThread,
                              NULL);
    ZwClose(handle);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI Query(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = g_State == NET_UP ? STATUS_SUCCESS : STATUS_DEVICE_NOT_READY;
    Irp->IoStatus.Information = g_Range.HighestVersion;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    IoDeleteDevice(DriverObject->DeviceObject);
    KeWaitForSingleObject(g_InitThread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(g_InitThread);
    if (g_State == NET_UP)
        WskDeregister(&g_Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\InitThread");
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;
    status = StartInit();
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    DriverObject->MajorFunction[IRP_MJ_CREATE] = Query;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = Query;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
