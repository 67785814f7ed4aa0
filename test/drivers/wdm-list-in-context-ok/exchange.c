// Sockets in a list whose head is in allocated memory.
// Right: each socket is closed before its node is freed.
#include "../Inputs/net.h"

#define LINES 3
#define LINE_TAG 'eniL'

typedef struct _LINE {
    LIST_ENTRY Link;
    PWSK_SOCKET Socket;
} LINE;

typedef struct _EXCHANGE {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    LIST_ENTRY Lines;
    PIRP Irp;
} EXCHANGE;

static EXCHANGE *Exchange;

static VOID DropLines(EXCHANGE *e)
{
    LINE *line;

    while (!IsListEmpty(&e->Lines)) {
        line = CONTAINING_RECORD(RemoveHeadList(&e->Lines), LINE, Link);
        DropSocket(line->Socket, e->Irp);
        ExFreePoolWithTag(line, LINE_TAG);
    }
}

static NTSTATUS AddLines(EXCHANGE *e)
{
    NTSTATUS status = STATUS_SUCCESS;
    LINE *line;
    ULONG i;

    for (i = 0; i < LINES && NT_SUCCESS(status); i++) {
        line = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*line), LINE_TAG);
        if (line == NULL)
            return STATUS_INSUFFICIENT_RESOURCES;
        status = MakeSocket(&e->Npi, &line->Socket);
        if (NT_SUCCESS(status))
            InsertTailList(&e->Lines, &line->Link);
        else
            ExFreePoolWithTag(line, LINE_TAG);
    }
    return status;
}

static VOID Stop(EXCHANGE *e)
{
    DropLines(e);
    IoFreeIrp(e->Irp);
    WskReleaseProviderNPI(&e->Registration);
    WskDeregister(&e->Registration);
}

static NTSTATUS Start(EXCHANGE *e)
{
    WSK_CLIENT_NPI client = {NULL, &Table};
    NTSTATUS status;

    InitializeListHead(&e->Lines);
    status = WskRegister(&client, &e->Registration);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&e->Registration, WSK_NO_WAIT, &e->Npi);
    if (!NT_SUCCESS(status))
        goto deregister;
    e->Irp = IoAllocateIrp(1, FALSE);
    if (e->Irp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto release;
    }
    status = AddLines(e);
    if (NT_SUCCESS(status))
        return status;
    DropLines(e);
    IoFreeIrp(e->Irp);
release:
    WskReleaseProviderNPI(&e->Registration);
deregister:
    WskDeregister(&e->Registration);
    return status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    Stop(Exchange);
    ExFreePoolWithTag(Exchange, LINE_TAG);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    Exchange = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Exchange), LINE_TAG);
    if (Exchange == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = Start(Exchange);
    if (!NT_SUCCESS(status))
        ExFreePoolWithTag(Exchange, LINE_TAG);
    driver->DriverUnload = Unload;
    return status;
}
