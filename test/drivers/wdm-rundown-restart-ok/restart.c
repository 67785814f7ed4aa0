// Control codes start and stop the network part; writes are protected by a rundown
// reference that is made fit for use at every start. Right: stopping waits for the
// writes, closes the socket and undoes the client.
#include "../Inputs/net.h"
#define CODE_START CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define CODE_STOP CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_ANY_ACCESS)
static EX_RUNDOWN_REF Run;
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static PWSK_SOCKET S;
static PIRP I;
static BOOLEAN Up;
static NTSTATUS Start(void)
{
    WSK_CLIENT_NPI c = {0, &Table};
    NTSTATUS st = WskRegister(&c, &R);
    if (!NT_SUCCESS(st))
        return st;
    st = WskCaptureProviderNPI(&R, 0, &N);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&R);
        return st;
    }
    st = MakeSocket(&N, &S);
    if (!NT_SUCCESS(st)) {
        WskReleaseProviderNPI(&R);
        WskDeregister(&R);
        return st;
    }
    Up = TRUE;
    ExReInitializeRundownProtection(&Run);
    return st;
}

static void Stop(void)
{
    if (!Up)
        return;
    ExWaitForRundownProtectionRelease(&Run);
    DropSocket(S, I);
    S = NULL;
    WskReleaseProviderNPI(&R);
    WskDeregister(&R);
    Up = FALSE;
}

static NTSTATUS NTAPI Wr(PDEVICE_OBJECT d, PIRP irp)
{
    NTSTATUS st = STATUS_DEVICE_NOT_READY;
    UNREFERENCED_PARAMETER(d);
    if (ExAcquireRundownProtection(&Run)) {
        WSK_BUF b = {irp->MdlAddress, 0, 1};
        PIRP i2 = IoAllocateIrp(1, FALSE);
        if (i2) {
            KEVENT e;
            KeInitializeEvent(&e, 0, 0);
            IoSetCompletionRoutine(i2, OnIrp, &e, 1, 1, 1);
            ((PWSK_PROVIDER_DATAGRAM_DISPATCH)S->Dispatch)->WskSendTo(S, &b, 0, NULL, 0, NULL, i2);
            KeWaitForSingleObject(&e, 0, 0, 0, NULL);
            st = i2->IoStatus.Status;
            IoFreeIrp(i2);
        }
        ExReleaseRundownProtection(&Run);
    }
    return Done(irp, st);
}

static NTSTATUS NTAPI Ctl(PDEVICE_OBJECT d, PIRP irp)
{
    ULONG k = IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl.IoControlCode;
    UNREFERENCED_PARAMETER(d);
    if (k == CODE_START)
        return Done(irp, Up ? STATUS_ALREADY_COMMITTED : Start());
    if (k == CODE_STOP)
        Stop();
    return Done(irp, 0);
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    IoDeleteDevice(d->DeviceObject);
    Stop();
    IoFreeIrp(I);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    PDEVICE_OBJECT dev;
    NTSTATUS st;
    UNREFERENCED_PARAMETER(p);
    ExInitializeRundownProtection(&Run);
    ExWaitForRundownProtectionRelease(&Run);
    ExRundownCompleted(&Run);
    I = IoAllocateIrp(1, FALSE);
    if (!I)
        return STATUS_NO_MEMORY;
    st = IoCreateDevice(d, 0, NULL, 0x22, 0, FALSE, &dev);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(I);
        return st;
    }
    d->MajorFunction[IRP_MJ_WRITE] = Wr;
    d->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Ctl;
    d->DriverUnload = Unload;
    return 0;
}
