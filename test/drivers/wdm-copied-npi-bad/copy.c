// Name resolver: start-up keeps a copy of the captured NPI in its own structure.
// Fault: the original is released after start-up but the copy is still used by
// the lookup at the end of DriverEntry; copies become stale together (R2).
#include <ntddk.h>
#include <wsk.h>

typedef struct _RESOLVER {
    WSK_PROVIDER_NPI Npi;       /* copy, for the resolver's own calls */
    SOCKADDR_IN Server;
    BOOLEAN Resolved;
} RESOLVER;

static WSK_REGISTRATION NetReg;
static const WSK_CLIENT_DISPATCH NetClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static RESOLVER Resolver;

static NTSTATUS NTAPI LookupDone(PDEVICE_OBJECT d, PIRP irp, PVOID event)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent((PKEVENT)event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS ResolveServer(RESOLVER *r)
{
    UNICODE_STRING node = RTL_CONSTANT_STRING(L"collector.example");
    const WSK_PROVIDER_NPI *npi = &r->Npi;
    PADDRINFOEXW list = NULL;
    NTSTATUS status;
    KEVENT event;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, LookupDone, &event, TRUE, TRUE, TRUE);
    npi->Dispatch->WskGetAddressInfo( // EXPECT: provider-call-after-release
        npi->Client, &node, NULL, 0, NULL, NULL, &list, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    if (!NT_SUCCESS(status))
        return status;
    if (list != NULL) {
        if (list->ai_addrlen == sizeof(r->Server)) {
            RtlCopyMemory(&r->Server, list->ai_addr, sizeof(r->Server));
            r->Resolved = TRUE;
        }
        npi->Dispatch->WskFreeAddressInfo(npi->Client, list);
    }
    return STATUS_SUCCESS;
}

static NTSTATUS StartResolver(RESOLVER *r)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskCaptureProviderNPI(&NetReg, WSK_NO_WAIT, &npi);

    if (!NT_SUCCESS(status))
        return status;
    r->Npi = npi;
    r->Resolved = FALSE;
    WskReleaseProviderNPI(&NetReg);
    return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    WskDeregister(&NetReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { &Resolver, &NetClient };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    status = WskRegister(&client, &NetReg);
    if (!NT_SUCCESS(status))
        return status;
    status = StartResolver(&Resolver);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&NetReg);
        return status;
    }
    /* No answer yet is no reason to fail. */
    ResolveServer(&Resolver);
    drv->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
