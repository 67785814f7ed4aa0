// Each subsystem of this driver is brought up by its first user under a lock, each
// under another kind: a fast mutex, an executive resource, a push lock, a mutex
// object and an event that stands for one.
// Right: every status is kept behind the same lock, and Unload undoes what is up.
#include <ntddk.h>
#include <wsk.h>

typedef struct _PART {
    WSK_REGISTRATION Reg;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN Up;
} PART;

static PART A, B, C, D, E;
static FAST_MUTEX LockA;
static ERESOURCE LockB;
static EX_PUSH_LOCK LockC;
static KMUTEX LockD;
static KEVENT LockE;
static const WSK_CLIENT_DISPATCH Table = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static void Bring(PART *p)
{
    WSK_CLIENT_NPI npi = {p, &Table};

    if (p->Up)
        return;
    if (!NT_SUCCESS(WskRegister(&npi, &p->Reg)))
        return;
    if (!NT_SUCCESS(WskCaptureProviderNPI(&p->Reg, 100, &p->Npi))) {
        WskDeregister(&p->Reg);
        return;
    }
    p->Up = TRUE;
}

static void Drop(PART *p)
{
    if (p->Up) {
        WskReleaseProviderNPI(&p->Reg);
        WskDeregister(&p->Reg);
        p->Up = FALSE;
    }
}

static void UseA(void)
{
    ExAcquireFastMutex(&LockA);
    Bring(&A);
    ExReleaseFastMutex(&LockA);
}

static void UseB(void)
{
    ExEnterCriticalRegionAndAcquireResourceExclusive(&LockB);
    Bring(&B);
    ExReleaseResourceAndLeaveCriticalRegion(&LockB);
}

static void UseC(void)
{
    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&LockC);
    Bring(&C);
    ExReleasePushLockExclusive(&LockC);
    KeLeaveCriticalRegion();
}

static void UseD(void)
{
    KeWaitForMutexObject(&LockD, Executive, KernelMode, FALSE, NULL);
    Bring(&D);
    KeReleaseMutex(&LockD, FALSE);
}

static void UseE(void)
{
    KeWaitForSingleObject(&LockE, Executive, KernelMode, FALSE, NULL);
    Bring(&E);
    KeSetEvent(&LockE, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS NTAPI LazyControl(PDEVICE_OBJECT dev, PIRP irp)
{
    PIO_STACK_LOCATION sp = IoGetCurrentIrpStackLocation(irp);

    UNREFERENCED_PARAMETER(dev);
    switch (sp->Parameters.DeviceIoControl.IoControlCode) {
    case CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS):
        UseA();
        break;
    case CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_ANY_ACCESS):
        UseB();
        break;
    case CTL_CODE(FILE_DEVICE_UNKNOWN, 0x803, METHOD_BUFFERED, FILE_ANY_ACCESS):
        UseC();
        break;
    case CTL_CODE(FILE_DEVICE_UNKNOWN, 0x804, METHOD_BUFFERED, FILE_ANY_ACCESS):
        UseD();
        break;
    default:
        UseE();
        break;
    }
    irp->IoStatus.Status = STATUS_SUCCESS;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID NTAPI LazyUnload(PDRIVER_OBJECT drv)
{
    IoDeleteDevice(drv->DeviceObject);
    Drop(&A);
    Drop(&B);
    Drop(&C);
    Drop(&D);
    Drop(&E);
    ExDeleteResourceLite(&LockB);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Lazy");
    PDEVICE_OBJECT dev;

    UNREFERENCED_PARAMETER(path);
    ExInitializeFastMutex(&LockA);
    ExInitializeResourceLite(&LockB);
    ExInitializePushLock(&LockC);
    KeInitializeMutex(&LockD, 0);
    KeInitializeEvent(&LockE, SynchronizationEvent, TRUE);
    drv->DriverUnload = LazyUnload;
    drv->MajorFunction[IRP_MJ_DEVICE_CONTROL] = LazyControl;
    return IoCreateDevice(drv, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &dev);
}
