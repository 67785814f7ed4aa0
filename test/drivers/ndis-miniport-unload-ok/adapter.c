// Tunnel miniport, adapter half.
#include "adapter.h"

NDIS_STATUS TunInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Context,
                          PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES Attributes = { 0 };
    PTUN_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Parameters);
    if (!NT_SUCCESS(TunNetStart()))
        return NDIS_STATUS_FAILURE;
    Adapter = NdisAllocateMemoryWithTagPriority(Handle, sizeof(*Adapter), 'nuTN', NormalPoolPriority);
    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->MiniportHandle = Handle;
    Adapter->Running = FALSE;

    Attributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Attributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Attributes.Header.Size = sizeof(Attributes);
    Attributes.MiniportAdapterContext = Adapter;
    Attributes.InterfaceType = NdisInterfaceInternal;
    Status = NdisMSetMiniportAttributes(Handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&Attributes);
    if (Status != NDIS_STATUS_SUCCESS)
        NdisFreeMemory(Adapter, 0, 0);
    return Status;
}

VOID TunHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    UNREFERENCED_PARAMETER(Action);
    NdisFreeMemory(Context, 0, 0);
}

NDIS_STATUS TunPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Parameters);
    ((PTUN_ADAPTER)Context)->Running = FALSE;
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS TunRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Parameters);
    ((PTUN_ADAPTER)Context)->Running = TRUE;
    return NDIS_STATUS_SUCCESS;
}
