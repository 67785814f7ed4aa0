#pragma once
#include <ntddk.h>
#include <wsk.h>

// Owns one WSK socket; the IRP for closing it is lent. Movable, not copyable.
class Socket {
public:
    Socket() : m_socket(nullptr), m_irp(nullptr) {}
    Socket(PWSK_SOCKET socket, PIRP irp) : m_socket(socket), m_irp(irp) {}
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;
    Socket &operator=(Socket &&other);
    ~Socket() { Reset(); }

    explicit operator bool() const { return m_socket != nullptr; }
    PWSK_SOCKET Get() const { return m_socket; }
    void Reset();

private:
    PWSK_SOCKET m_socket;
    PIRP m_irp;
};

// Runs one WSK call to its end: arms the IRP, calls, waits.
class SyncCall {
public:
    explicit SyncCall(PIRP irp);
    NTSTATUS Finish(NTSTATUS status);
    PIRP Irp() const { return m_irp; }

private:
    static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID event);
    PIRP m_irp;
    KEVENT m_event;
};
