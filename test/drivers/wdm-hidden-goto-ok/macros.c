// Error handling is in macros that jump: a check, a check that logs, and one that
// breaks out of a do-while.
// Right: every jump lands at the label that undoes what stands.
#include <ntddk.h>
#include <wsk.h>

#define TRY_TO(expression, label)                                        \
    do {                                                                 \
        status = (expression);                                           \
        if (!NT_SUCCESS(status)) {                                       \
            DbgPrint("%s failed: %08x\n", #expression, (ULONG)(status)); \
            goto label;                                                  \
        }                                                                \
    } while (0)
#define BAIL_IF(condition, code) \
    if (condition) {             \
        status = (code);         \
        break;                   \
    }

static WSK_REGISTRATION MacroReg;
static WSK_PROVIDER_NPI MacroNpi;
static PDEVICE_OBJECT MacroDevice;
static const WSK_CLIENT_DISPATCH MacroTable = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS CheckVersion(void)
{
    WSK_PROVIDER_CHARACTERISTICS have;
    NTSTATUS status;

    do {
        status = WskQueryProviderCharacteristics(&MacroReg, &have);
        BAIL_IF(!NT_SUCCESS(status), status);
        BAIL_IF(WSK_MAJOR_VERSION(have.HighestVersion) < 1, STATUS_REVISION_MISMATCH);
        BAIL_IF(have.LowestVersion > MAKE_WSK_VERSION(1, 0), STATUS_REVISION_MISMATCH);
    } while (0);
    return status;
}

static VOID NTAPI MacroUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    IoDeleteDevice(MacroDevice);
    WskReleaseProviderNPI(&MacroReg);
    WskDeregister(&MacroReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Macro");
    WSK_CLIENT_NPI npi = {NULL, &MacroTable};
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    TRY_TO(IoCreateDevice(drv, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &MacroDevice), done);
    TRY_TO(WskRegister(&npi, &MacroReg), delete_device);
    TRY_TO(CheckVersion(), deregister);
    TRY_TO(WskCaptureProviderNPI(&MacroReg, 10, &MacroNpi), deregister);
    drv->DriverUnload = MacroUnload;
    return STATUS_SUCCESS;

deregister:
    WskDeregister(&MacroReg);
delete_device:
    IoDeleteDevice(MacroDevice);
done:
    return status;
}
