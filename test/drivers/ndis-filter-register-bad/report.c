// Reporting part of the filter: registration and capture for the whole driver.
#include "filter.h"

static const WSK_CLIENT_DISPATCH ReportDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ReportRegistration;
static WSK_PROVIDER_NPI ReportNpi;
static BOOLEAN ReportCaptured;

NTSTATUS ReportStart(VOID)
{
    WSK_CLIENT_NPI Client = { NULL, &ReportDispatch };
    NTSTATUS Status = WskRegister(&Client, &ReportRegistration);

    if (!NT_SUCCESS(Status))
        return Status;
    /* Filters load early: the provider may well not be there yet. */
    ReportCaptured = NT_SUCCESS(WskCaptureProviderNPI(&ReportRegistration, WSK_NO_WAIT, &ReportNpi));
    return STATUS_SUCCESS;
}

VOID ReportStop(VOID)
{
    if (ReportCaptured)
        WskReleaseProviderNPI(&ReportRegistration);
    ReportCaptured = FALSE;
    WskDeregister(&ReportRegistration);
}
