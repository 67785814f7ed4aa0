#pragma once
#include <ntddk.h>
#include <wsk.h>

/* Our own descriptor layer. The names resemble WSK's; nothing here is WSK. */
typedef int WSKSOCKET;

NTSTATUS WSKStartup(VOID);
VOID WSKCleanup(VOID);
WSKSOCKET WSKSocket(int Type);
NTSTATUS WSKCloseSocket(WSKSOCKET Socket);

/* A paravirtual socket provider with WSK's shapes but its own rules. */
typedef struct _VIO_REGISTRATION {
    PVOID Device;
    LONG Users;
} VIO_REGISTRATION;

NTSTATUS VioWskRegister(const WSK_CLIENT_NPI *Client, VIO_REGISTRATION *Registration);
VOID VioWskDeregister(VIO_REGISTRATION *Registration);
NTSTATUS VioWskCaptureProviderNPI(VIO_REGISTRATION *Registration, ULONG Timeout);
VOID VioWskReleaseProviderNPI(VIO_REGISTRATION *Registration);
