//===- File.cpp - Files ---------------------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A file opens and is empty; what is written to it is gone. None of the host's
/// files is ever touched.
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/RunMemory.h"
#include "nt/Status.h"
#include "ob/Object.h"

namespace kernel {
namespace {
using namespace nt;

constexpr auto STATUS_END_OF_FILE = NTSTATUS(0xC0000011);

bool isFile(HANDLE Handle) {
  const ob::Record *Known = ob::byHandle(Handle);
  return Known && Known->Kind == ob::Kind::File;
}

NTSTATUS finish(IO_STATUS_BLOCK *Out, NTSTATUS Status, uintptr_t Information) {
  Out->Status = Status;
  Out->Information = Information;
  return Status;
}

NTSTATUS open(HANDLE *Handle, IO_STATUS_BLOCK *Out) {
  constexpr uintptr_t Opened = 1;
  struct Body {
    uint64_t Unused;
  };
  if (chooseFault())
    return finish(Out, STATUS_OBJECT_NAME_NOT_FOUND, 0);
  *Handle = ob::openHandle(ob::add(run::create<Body>(), ob::Kind::File));
  return finish(Out, STATUS_SUCCESS, Opened);
}

MSABI NTSTATUS ZwCreateFile(HANDLE *Handle, uint32_t, void *,
                            IO_STATUS_BLOCK *Out, int64_t *, uint32_t, uint32_t,
                            uint32_t, uint32_t, void *, uint32_t) {
  return open(Handle, Out);
}
KERNEL_EXPORT(ZwCreateFile, PASSIVE_LEVEL)

MSABI NTSTATUS ZwOpenFile(HANDLE *Handle, uint32_t, void *,
                          IO_STATUS_BLOCK *Out, uint32_t, uint32_t) {
  return open(Handle, Out);
}
KERNEL_EXPORT(ZwOpenFile, PASSIVE_LEVEL)

MSABI NTSTATUS ZwReadFile(HANDLE Handle, HANDLE, void *, void *,
                          IO_STATUS_BLOCK *Out, void *, uint32_t, int64_t *,
                          uint32_t *) {
  return isFile(Handle) ? finish(Out, STATUS_END_OF_FILE, 0)
                        : STATUS_INVALID_HANDLE;
}
KERNEL_EXPORT(ZwReadFile, PASSIVE_LEVEL)

MSABI NTSTATUS ZwWriteFile(HANDLE Handle, HANDLE, void *, void *,
                           IO_STATUS_BLOCK *Out, void *, uint32_t Length,
                           int64_t *, uint32_t *) {
  return isFile(Handle) ? finish(Out, STATUS_SUCCESS, Length)
                        : STATUS_INVALID_HANDLE;
}
KERNEL_EXPORT(ZwWriteFile, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
