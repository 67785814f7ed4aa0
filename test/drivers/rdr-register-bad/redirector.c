// A mini-redirector: RDBSS has the file system, ours is the network.
// Fault: when RDBSS does not take the redirector, DriverEntry fails with the registration live (R1).
#include <rx.h>
#include <wsk.h>

static PRDBSS_DEVICE_OBJECT Device;
static MINIRDR_DISPATCH Dispatch;
static WSK_REGISTRATION Registration;
static const WSK_CLIENT_DISPATCH Client = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS NTAPI Start(PRX_CONTEXT context, PRDBSS_DEVICE_OBJECT device)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(device);
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    RxUnregisterMinirdr(Device);
    RxUnload(driver);
    WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNICODE_STRING name;
    WSK_CLIENT_NPI npi = {NULL, &Client};
    NTSTATUS status = RxDriverEntry(driver, path);

    if (!NT_SUCCESS(status))
        return status;
    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status)) {
        RxUnload(driver);
        return status;
    }
    RtlZeroMemory(&Dispatch, sizeof(Dispatch));
    Dispatch.MRxStart = Start;
    Dispatch.MRxStop = Start;
    RtlInitUnicodeString(&name, L"\\Device\\NetRedirector");
    status = RxRegisterMinirdr(&Device, driver, &Dispatch, RX_REGISTERMINI_FLAG_DONT_PROVIDE_UNCS, &name, 0,
                               FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(status)) {
        RxUnload(driver);
        return status; // EXPECT: missing-deregister
    }
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
