// Allocates four buffers in a loop, each of which may fail, and then a device.
// Right: whichever step fails, DriverEntry takes back all before it.
#include <ntddk.h>
#include <wsk.h>

#define LANES 4
#define LANE_TAG 'enaL'
#define LANE_BYTES 512

static const WSK_CLIENT_DISPATCH LaneClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION LaneReg;
static PVOID Lanes[LANES];
static PDEVICE_OBJECT LaneDevice;

static VOID FreeLanes(VOID)
{
    ULONG Lane;

    for (Lane = 0; Lane < LANES; Lane++) {
        if (Lanes[Lane] != NULL)
            ExFreePoolWithTag(Lanes[Lane], LANE_TAG);
        Lanes[Lane] = NULL;
    }
}

static NTSTATUS AllocateLanes(VOID)
{
    ULONG Lane;

    for (Lane = 0; Lane < LANES; Lane++) {
        Lanes[Lane] = ExAllocatePoolWithTag(NonPagedPoolNx, LANE_BYTES, LANE_TAG);
        if (Lanes[Lane] == NULL) {
            FreeLanes();
            return STATUS_INSUFFICIENT_RESOURCES;
        }
    }
    return STATUS_SUCCESS;
}

static VOID NTAPI LaneUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    IoDeleteDevice(LaneDevice);
    FreeLanes();
    WskDeregister(&LaneReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI Client = { NULL, &LaneClient };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    Status = WskRegister(&Client, &LaneReg);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = AllocateLanes();
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&LaneReg);
        return Status;
    }
    Status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &LaneDevice);
    if (!NT_SUCCESS(Status)) {
        FreeLanes();
        WskDeregister(&LaneReg);
        return Status;
    }
    Driver->DriverUnload = LaneUnload;
    return STATUS_SUCCESS;
}
