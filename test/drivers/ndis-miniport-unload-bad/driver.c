// Tunnel miniport, entry: the unload root is the handler in the characteristics.
#include "adapter.h"

static NDIS_HANDLE TunDriverHandle;

static VOID NTAPI TunUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(TunDriverHandle);
    TunNetStop();
} // EXPECT: missing-deregister

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Chars = { 0 };

    Chars.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Chars.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Chars.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Chars.MajorNdisVersion = 6;
    Chars.MinorNdisVersion = 30;
    Chars.InitializeHandlerEx = TunInitialize;
    Chars.HaltHandlerEx = TunHalt;
    Chars.UnloadHandler = TunUnload;
    Chars.PauseHandler = TunPause;
    Chars.RestartHandler = TunRestart;
    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Chars, &TunDriverHandle);
}
