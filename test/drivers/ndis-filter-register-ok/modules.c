// Per-module callbacks of the filter; they pass everything through.
#include "filter.h"

static NDIS_STATUS FilterAttach(NDIS_HANDLE Handle, NDIS_HANDLE Context,
                                PNDIS_FILTER_ATTACH_PARAMETERS Parameters)
{
    NDIS_FILTER_ATTRIBUTES Attributes;
    PFILTER_MODULE Module;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Parameters);
    Module = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Module), FILTER_TAG);
    if (Module == NULL)
        return NDIS_STATUS_RESOURCES;
    Module->Handle = Handle;
    Module->State = 0;

    RtlZeroMemory(&Attributes, sizeof(Attributes));
    Attributes.Header.Type = NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES;
    Attributes.Header.Revision = NDIS_FILTER_ATTRIBUTES_REVISION_1;
    Attributes.Header.Size = sizeof(Attributes);
    Status = NdisFSetAttributes(Handle, Module, &Attributes);
    if (Status != NDIS_STATUS_SUCCESS)
        ExFreePoolWithTag(Module, FILTER_TAG);
    return Status;
}

static VOID FilterDetach(NDIS_HANDLE Context)
{
    ExFreePoolWithTag(Context, FILTER_TAG);
}

static NDIS_STATUS FilterRestart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Parameters);
    ((PFILTER_MODULE)Context)->State = 1;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS FilterPause(NDIS_HANDLE Context, PNDIS_FILTER_PAUSE_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Parameters);
    ((PFILTER_MODULE)Context)->State = 0;
    return NDIS_STATUS_SUCCESS;
}

VOID FilterCharacteristics(PNDIS_FILTER_DRIVER_CHARACTERISTICS Chars)
{
    RtlZeroMemory(Chars, sizeof(*Chars));
    Chars->Header.Type = NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS;
    Chars->Header.Revision = NDIS_FILTER_CHARACTERISTICS_REVISION_2;
    Chars->Header.Size = NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2;
    Chars->MajorNdisVersion = 6;
    Chars->MinorNdisVersion = 30;
    Chars->FriendlyName = (NDIS_STRING)RTL_CONSTANT_STRING(L"Report Filter");
    Chars->UniqueName = (NDIS_STRING)RTL_CONSTANT_STRING(L"{a4c7a9a4-1f0b-4c53-8f3c-2f7b2f7d9a01}");
    Chars->ServiceName = (NDIS_STRING)RTL_CONSTANT_STRING(L"ReportFilter");
    Chars->AttachHandler = FilterAttach;
    Chars->DetachHandler = FilterDetach;
    Chars->RestartHandler = FilterRestart;
    Chars->PauseHandler = FilterPause;
}
