#pragma once
#define NDIS630 1
#include <ndis.h>
#include <wsk.h>

#define FILTER_TAG 'tlFN'

typedef struct _FILTER_MODULE {
    NDIS_HANDLE Handle;
    ULONG State;
} FILTER_MODULE, *PFILTER_MODULE;

extern NDIS_HANDLE FilterDriverHandle;

NTSTATUS ReportStart(VOID);
VOID ReportStop(VOID);
VOID FilterCharacteristics(PNDIS_FILTER_DRIVER_CHARACTERISTICS Chars);
