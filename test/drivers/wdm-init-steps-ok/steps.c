// Everything the driver sets up is a step in a table: a routine that does it and one
// that undoes it, run forwards and backwards. Right: undoing begins at the step that
// failed, which it leaves out.
#include "../Inputs/net.h"
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static PWSK_SOCKET S;
static PIRP I;
static NTSTATUS RegI(PDRIVER_OBJECT d)
{
    WSK_CLIENT_NPI c = {0, &Table};
    UNREFERENCED_PARAMETER(d);
    return WskRegister(&c, &R);
}

static void RegU(void)
{
    WskDeregister(&R);
}

static NTSTATUS CapI(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    return WskCaptureProviderNPI(&R, 0, &N);
}

static void CapU(void)
{
    WskReleaseProviderNPI(&R);
}

static NTSTATUS IrpI(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    I = IoAllocateIrp(1, FALSE);
    return I ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static void IrpU(void)
{
    IoFreeIrp(I);
}

static NTSTATUS SockI(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    return MakeSocket(&N, &S);
}

static void SockU(void)
{
    DropSocket(S, I);
}

static const struct {
    const char *Name;
    NTSTATUS (*Init)(PDRIVER_OBJECT);
    void (*Undo)(void);
} Steps[] = {
    {"register", RegI, RegU}, {"capture", CapI, CapU}, {"irp", IrpI, IrpU}, {"socket", SockI, SockU}};
static ULONG Level;
static void UndoAll(void)
{
    while (Level > 0) {
        --Level;
        if (Steps[Level].Undo)
            Steps[Level].Undo();
    }
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    UndoAll();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    NTSTATUS st;
    UNREFERENCED_PARAMETER(p);
    for (Level = 0; Level < ARRAYSIZE(Steps); Level++) {
        st = Steps[Level].Init(d);
        if (!NT_SUCCESS(st)) {
            DbgPrint("%s: %x\n", Steps[Level].Name, st);
            UndoAll();
            return st;
        }
    }
    d->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
