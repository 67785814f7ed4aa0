// Peer table: one context per peer in a list, each with its own socket and IRP.
// Fault: PeerDrop frees the context of a peer without closing the socket in it;
// the last reference to an open socket goes with the context (R24).
#include <ntddk.h>
#include <wsk.h>

#define PEER_TAG 'reeP'

typedef struct _PEER {
    LIST_ENTRY Link;
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
    SOCKADDR_IN Address;
} PEER, *PPEER;

static LIST_ENTRY Peers;
static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Npi;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static const ULONG PeerAddresses[] = { 0x0a000002, 0x0a000003 };

static NTSTATUS NTAPI PeerDone(PDEVICE_OBJECT dev, PIRP irp, PVOID context)
{
    PPEER peer = context;

    UNREFERENCED_PARAMETER(dev);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(&peer->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void PeerArm(PPEER peer)
{
    IoReuseIrp(peer->Irp, STATUS_UNSUCCESSFUL);
    KeInitializeEvent(&peer->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(peer->Irp, PeerDone, peer, TRUE, TRUE, TRUE);
}

static NTSTATUS PeerWait(PPEER peer)
{
    KeWaitForSingleObject(&peer->Done, Executive, KernelMode, FALSE, NULL);
    return peer->Irp->IoStatus.Status;
}

static PPEER PeerAllocate(ULONG address)
{
    PPEER peer = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(PEER), PEER_TAG);

    if (peer == NULL)
        return NULL;
    RtlZeroMemory(peer, sizeof(PEER));
    peer->Address.sin_family = AF_INET;
    peer->Address.sin_port = RtlUshortByteSwap(6000);
    peer->Address.sin_addr.s_addr = RtlUlongByteSwap(address);
    peer->Irp = IoAllocateIrp(1, FALSE);
    if (peer->Irp == NULL) {
        ExFreePoolWithTag(peer, PEER_TAG);
        return NULL;
    }
    return peer;
}

static NTSTATUS PeerAdd(ULONG address)
{
    SOCKADDR_IN local = { AF_INET };
    NTSTATUS status;
    PPEER peer = PeerAllocate(address);

    if (peer == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    PeerArm(peer);
    Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&local,
        (PSOCKADDR)&peer->Address, 0, NULL, NULL, NULL, NULL, NULL, peer->Irp);
    status = PeerWait(peer);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(peer->Irp);
        ExFreePoolWithTag(peer, PEER_TAG);
        return status;
    }
    peer->Socket = (PWSK_SOCKET)peer->Irp->IoStatus.Information;
    InsertTailList(&Peers, &peer->Link);
    return STATUS_SUCCESS;
}

static void PeerDrop(PPEER peer)
{
    RemoveEntryList(&peer->Link);
    IoFreeIrp(peer->Irp);
    ExFreePoolWithTag(peer, PEER_TAG); // EXPECT: socket-leak
}

static void DropAll(void)
{
    while (!IsListEmpty(&Peers))
        PeerDrop(CONTAINING_RECORD(Peers.Flink, PEER, Link));
}

static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    DropAll();
    WskReleaseProviderNPI(&Reg);
    WskDeregister(&Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;
    ULONG i;

    UNREFERENCED_PARAMETER(path);
    InitializeListHead(&Peers);
    status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Reg, 2000, &Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Reg);
        return status;
    }
    /* A peer that cannot be reached is left out. */
    for (i = 0; i < RTL_NUMBER_OF(PeerAddresses); i++)
        PeerAdd(PeerAddresses[i]);
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
