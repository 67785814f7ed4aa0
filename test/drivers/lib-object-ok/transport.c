// A library that hands out objects: TransportCreate makes one with a registration of its own, TransportDestroy
// takes it back. Right: every step that fails is undone, and the end undoes all.
#include "../Inputs/net.h"

typedef struct _TRANSPORT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PWSK_SOCKET Socket;
    PIRP CloseIrp;
} TRANSPORT, *PTRANSPORT;

NTSTATUS TransportCreate(PTRANSPORT *out)
{
    WSK_CLIENT_NPI client = {NULL, &Table};
    PTRANSPORT transport;
    NTSTATUS status;

    *out = NULL;
    transport = (PTRANSPORT)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*transport), 'nrTk');
    if (transport == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    transport->CloseIrp = IoAllocateIrp(1, FALSE);
    if (transport->CloseIrp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto free;
    }
    status = WskRegister(&client, &transport->Registration);
    if (!NT_SUCCESS(status))
        goto freeIrp;
    status = WskCaptureProviderNPI(&transport->Registration, WSK_INFINITE_WAIT, &transport->Provider);
    if (!NT_SUCCESS(status))
        goto deregister;
    status = MakeSocket(&transport->Provider, &transport->Socket);
    if (!NT_SUCCESS(status))
        goto release;
    *out = transport;
    return STATUS_SUCCESS;

release:
    WskReleaseProviderNPI(&transport->Registration);
deregister:
    WskDeregister(&transport->Registration);
freeIrp:
    IoFreeIrp(transport->CloseIrp);
free:
    ExFreePoolWithTag(transport, 'nrTk');
    return status;
}

VOID TransportDestroy(PTRANSPORT transport)
{
    DropSocket(transport->Socket, transport->CloseIrp);
    WskReleaseProviderNPI(&transport->Registration);
    WskDeregister(&transport->Registration);
    IoFreeIrp(transport->CloseIrp);
    ExFreePoolWithTag(transport, 'nrTk');
}
