#pragma once
#include <ntddk.h>
#include <wsk.h>

namespace net {

NTSTATUS initialize();
void shutdown();
WSK_PROVIDER_NPI *provider();

} // namespace net
