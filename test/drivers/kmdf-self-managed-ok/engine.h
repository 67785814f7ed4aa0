#pragma once
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

// WSK engine of a KMDF driver, one object in the WDFDRIVER's context.
struct Engine {
    NTSTATUS start();
    NTSTATUS open();
    void stop();

private:
    NTSTATUS run(PIRP irp, NTSTATUS status);
    PIRP arm(PIRP irp);

    WSK_REGISTRATION registration_;
    PWSK_SOCKET socket_;
    PIRP irp_;
    KEVENT event_;
    bool registered_;
};

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(Engine, engine_of)
