// Two bits of one word say what is up; the compiler's own bit instructions set them.
// Right: a set bit is what the success left behind, and clearing it says whether
// there is something to undo.
#include <ntddk.h>
#include <wsk.h>

enum { BitRegistered, BitCaptured };

static LONG NetBits;
static WSK_REGISTRATION NetReg;
static WSK_PROVIDER_NPI NetNpi;
static const WSK_CLIENT_DISPATCH NetTable = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS NetUp(void)
{
    WSK_CLIENT_NPI npi = {NULL, &NetTable};
    NTSTATUS status;

    if (_interlockedbittestandset(&NetBits, BitRegistered))
        return STATUS_SUCCESS;
    status = WskRegister(&npi, &NetReg);
    if (!NT_SUCCESS(status)) {
        _interlockedbittestandreset(&NetBits, BitRegistered);
        return status;
    }
    status = WskCaptureProviderNPI(&NetReg, WSK_NO_WAIT, &NetNpi);
    if (NT_SUCCESS(status))
        _interlockedbittestandset(&NetBits, BitCaptured);
    return STATUS_SUCCESS;
}

static void NetDown(void)
{
    if (_interlockedbittestandreset(&NetBits, BitCaptured))
        WskReleaseProviderNPI(&NetReg);
    if (_interlockedbittestandreset(&NetBits, BitRegistered))
        WskDeregister(&NetReg);
}

static VOID NTAPI BitsUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    NetDown();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    drv->DriverUnload = BitsUnload;
    return NetUp();
}
