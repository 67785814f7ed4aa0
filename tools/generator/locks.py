# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The lock under which programs' requests and devices start and stop a module:
all of those that let the holder wait."""

WAIT = "KeWaitForSingleObject(&g_Lock, Executive, KernelMode, FALSE, NULL);"

# kind -> type, initialisation, taking it, giving it back
KINDS = {
    "mutex": ("KMUTEX", "KeInitializeMutex(&g_Lock, 0);", [WAIT],
              ["KeReleaseMutex(&g_Lock, FALSE);"]),
    "event": ("KEVENT",
              "KeInitializeEvent(&g_Lock, SynchronizationEvent, TRUE);", [WAIT],
              ["KeSetEvent(&g_Lock, IO_NO_INCREMENT, FALSE);"]),
    "semaphore": ("KSEMAPHORE", "KeInitializeSemaphore(&g_Lock, 1, 1);", [WAIT],
                  ["KeReleaseSemaphore(&g_Lock, IO_NO_INCREMENT, 1, FALSE);"]),
    "guarded": ("KGUARDED_MUTEX", "KeInitializeGuardedMutex(&g_Lock);",
                ["KeAcquireGuardedMutex(&g_Lock);"],
                ["KeReleaseGuardedMutex(&g_Lock);"]),
}


def declare(driver):
    """The lock, and its initialisation at the beginning of DriverEntry."""
    kind, init, _, _ = KINDS[driver["lock"]]
    driver.globals.append(f"{kind} g_Lock;")
    driver.first_lines.append(init)


def locked(driver, lines):
    """The statements with the lock held."""
    _, _, take, give = KINDS[driver["lock"]]
    return [*take, *lines, *give]
