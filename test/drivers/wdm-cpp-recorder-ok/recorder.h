#pragma once
#include <ntddk.h>
#include <wsk.h>

// Sends recorded audio frames to a receiver. Registration, NPI and socket are members.
class Recorder {
public:
    Recorder();
    ~Recorder();
    NTSTATUS Start();
    NTSTATUS Send(PMDL Frame, SIZE_T Length);

private:
    NTSTATUS CreateSocket();
    NTSTATUS BindAny();
    void CloseSocket();
    PIRP Arm();
    NTSTATUS Wait(NTSTATUS Status);

    WSK_REGISTRATION m_Registration;
    NTSTATUS m_Registered;
    PWSK_SOCKET m_Socket;
    PIRP m_Irp;
    KEVENT m_Event;
};
