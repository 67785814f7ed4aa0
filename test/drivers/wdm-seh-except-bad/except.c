// Batch writer: at load it tests that buffers can be locked, which may raise an
// exception, and that the network provider is there.
// Fault: MmProbeAndLockPages raises on a bad buffer; the handler in
// DriverEntry returns the exception code with the registration live (R1).
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION BatchReg;
static const WSK_CLIENT_DISPATCH BatchDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static UCHAR SelfTestPattern[64];

static NTSTATUS ProviderReady(VOID)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS st = WskCaptureProviderNPI(&BatchReg, WSK_NO_WAIT, &npi);

    if (NT_SUCCESS(st))
        WskReleaseProviderNPI(&BatchReg);
    return st;
}

static VOID NTAPI BatchUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&BatchReg);
}

static NTSTATUS NTAPI BatchWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS st = ProviderReady();

    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = st;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return st;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &BatchDispatch };
    NTSTATUS st;
    PMDL mdl;

    UNREFERENCED_PARAMETER(RegistryPath);
    st = WskRegister(&client, &BatchReg);
    if (!NT_SUCCESS(st))
        return st;

    mdl = IoAllocateMdl(SelfTestPattern, sizeof(SelfTestPattern), FALSE, FALSE, NULL);
    if (mdl == NULL) {
        WskDeregister(&BatchReg);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    __try {
        MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        st = GetExceptionCode();
        IoFreeMdl(mdl);
        return st; // EXPECT: missing-deregister
    }
    MmUnlockPages(mdl);
    IoFreeMdl(mdl);

    DriverObject->MajorFunction[IRP_MJ_WRITE] = BatchWrite;
    DriverObject->DriverUnload = BatchUnload;
    return STATUS_SUCCESS;
}
