// Each filter module is a client; its socket lives from restart to pause. Fault:
// restart keeps its capture (R4).
#define NDIS630 1
#include <ndis.h>
#include "../Inputs/net.h"
typedef struct {
    NDIS_HANDLE H;
    WSK_REGISTRATION R;
    WSK_PROVIDER_NPI N;
    BOOLEAN Up;
    PWSK_SOCKET S;
    PIRP I;
} MOD;
static NDIS_HANDLE Drv;
static NDIS_STATUS Attach(NDIS_HANDLE h, NDIS_HANDLE ctx, PNDIS_FILTER_ATTACH_PARAMETERS ap)
{
    NDIS_FILTER_ATTRIBUTES a;
    MOD *m;
    WSK_CLIENT_NPI c;
    NTSTATUS st;
    (void)ctx;
    (void)ap;
    m = NdisAllocateMemoryWithTagPriority(h, sizeof *m, 'ldoM', NormalPoolPriority);
    if (!m)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(m, sizeof *m);
    m->H = h;
    m->I = IoAllocateIrp(1, FALSE);
    if (!m->I) {
        NdisFreeMemory(m, 0, 0);
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(&a, sizeof a);
    a.Header.Type = NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES;
    st = NdisFSetAttributes(h, m, &a);
    if (st != NDIS_STATUS_SUCCESS) {
        IoFreeIrp(m->I);
        NdisFreeMemory(m, 0, 0);
        return st;
    }
    c.ClientContext = m;
    c.Dispatch = &Table;
    st = WskRegister(&c, &m->R);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(m->I);
        NdisFreeMemory(m, 0, 0);
        return NDIS_STATUS_FAILURE;
    }
    m->Up = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static VOID Detach(NDIS_HANDLE x)
{
    MOD *m = x;
    if (m->Up)
        WskDeregister(&m->R); // EXPECT: npi-held-at-deregister
    IoFreeIrp(m->I);
    NdisFreeMemory(m, 0, 0);
}

static NDIS_STATUS Restart(NDIS_HANDLE x, PNDIS_FILTER_RESTART_PARAMETERS rp)
{
    MOD *m = x;
    NTSTATUS st;
    (void)rp;
    st = WskCaptureProviderNPI(&m->R, 0, &m->N);
    if (!NT_SUCCESS(st))
        return NDIS_STATUS_FAILURE;
    st = MakeSocket(&m->N, &m->S);
    return NT_SUCCESS(st) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_FAILURE;
}

static NDIS_STATUS Pause(NDIS_HANDLE x, PNDIS_FILTER_PAUSE_PARAMETERS pp)
{
    MOD *m = x;
    (void)pp;
    if (m->S) {
        DropSocket(m->S, m->I);
        m->S = NULL;
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    NdisFDeregisterFilterDriver(Drv);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)
{
    NDIS_FILTER_DRIVER_CHARACTERISTICS c;
    UNREFERENCED_PARAMETER(p);
    NdisZeroMemory(&c, sizeof c);
    c.Header.Type = NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS;
    c.AttachHandler = Attach;
    c.DetachHandler = Detach;
    c.RestartHandler = Restart;
    c.PauseHandler = Pause;
    d->DriverUnload = Unload;
    return NdisFRegisterFilterDriver(d, (NDIS_HANDLE)d, &c, &Drv);
}
