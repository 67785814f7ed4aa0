// What was done is remembered as a stack of routines that undo it. Right: both ways
// out pop the whole stack.
#include "../Inputs/net.h"
typedef void (*UNDO)(PVOID);
static struct {
    UNDO Fn;
    PVOID Arg;
} Stack[8];
static int Top;
static void Push(UNDO f, PVOID a)
{
    Stack[Top].Fn = f;
    Stack[Top].Arg = a;
    Top++;
}

static void PopAll(void)
{
    while (Top) {
        Top--;
        Stack[Top].Fn(Stack[Top].Arg);
    }
}

static void Dereg(PVOID r)
{
    WskDeregister((PWSK_REGISTRATION)r);
}

static void Rel(PVOID r)
{
    WskReleaseProviderNPI((PWSK_REGISTRATION)r);
}

static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    PopAll();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    WSK_CLIENT_NPI c = {0, &Table};
    NTSTATUS st;
    UNREFERENCED_PARAMETER(p);
    st = WskRegister(&c, &R);
    if (!NT_SUCCESS(st))
        return st;
    Push(Dereg, &R);
    st = WskCaptureProviderNPI(&R, 0, &N);
    if (!NT_SUCCESS(st)) {
        PopAll();
        return st;
    }
    Push(Rel, &R);
    d->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
