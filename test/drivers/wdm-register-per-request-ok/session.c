// Session driver: an IOCTL opens the network for a list of peers.
// Right: the block is registered once for all peers and a flag keeps it that way.
#include <ntddk.h>
#include <wsk.h>

#define MAX_PEERS 2

static WSK_REGISTRATION SessionReg;
static const WSK_CLIENT_DISPATCH SessionClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static BOOLEAN SessionRegistered;

struct peer {
    ULONG address;
    NTSTATUS state;
};

static struct peer Peers[MAX_PEERS] = { { 0x0a000001, STATUS_PENDING }, { 0x0a000002, STATUS_PENDING } };

static NTSTATUS OpenPeer(struct peer *p)
{
    WSK_CLIENT_NPI npi = { p, &SessionClient };
    WSK_PROVIDER_CHARACTERISTICS range;
    NTSTATUS rc;

    if (!SessionRegistered) {
        rc = WskRegister(&npi, &SessionReg);
        if (!NT_SUCCESS(rc))
            return rc;
        SessionRegistered = TRUE;
    }
    rc = WskQueryProviderCharacteristics(&SessionReg, &range);
    p->state = rc;
    return STATUS_SUCCESS;
}

static NTSTATUS OpenPeers(void)
{
    NTSTATUS rc = STATUS_SUCCESS;
    int i;

    for (i = 0; i < MAX_PEERS && NT_SUCCESS(rc); i++)
        rc = OpenPeer(&Peers[i]);
    return rc;
}

static void ClosePeers(void)
{
    if (SessionRegistered)
        WskDeregister(&SessionReg);
    SessionRegistered = FALSE;
}

static VOID NTAPI SessionUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    ClosePeers();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    NTSTATUS rc;

    UNREFERENCED_PARAMETER(path);
    rc = OpenPeers();
    if (!NT_SUCCESS(rc)) {
        ClosePeers();
        return rc;
    }
    drv->DriverUnload = SessionUnload;
    return STATUS_SUCCESS;
}
