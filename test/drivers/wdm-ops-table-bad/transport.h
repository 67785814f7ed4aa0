#pragma once
#include <ntddk.h>

/* What a transport module offers to the core. */
typedef struct _TRANSPORT_OPS {
    const char *Name;
    NTSTATUS (*Start)(VOID);
    VOID (*Stop)(VOID);
    NTSTATUS (*Ping)(VOID);
} TRANSPORT_OPS;

extern const TRANSPORT_OPS WskTransport;
extern const TRANSPORT_OPS NullTransport;
