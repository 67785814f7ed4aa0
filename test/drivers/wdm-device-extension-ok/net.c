// Network part of the node driver: one registration per device, kept in the
// device extension.
#include "ext.h"

static const WSK_CLIENT_DISPATCH NodeClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS NodeNetUp(PNODE_EXTENSION Node)
{
    WSK_CLIENT_NPI Client = { Node, &NodeClient };
    NTSTATUS Status = WskRegister(&Client, &Node->Registration);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Node->Registration, 3000, &Node->Provider);
    if (!NT_SUCCESS(Status))
        WskDeregister(&Node->Registration);
    return Status;
}

VOID NodeNetDown(PNODE_EXTENSION Node)
{
    WskReleaseProviderNPI(&Node->Registration);
    WskDeregister(&Node->Registration);
}
