//===- WorkItem.h - Work queued to the system's threads ------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IO_WORKITEM_H
#define WSK_KERNEL_IO_WORKITEM_H

namespace kernel {
namespace io {

/// Blocks until every routine queued with IoQueueWorkItem has returned: these
/// hold a reference that keeps the driver loaded.
void waitForWorkItems();

} // namespace io
} // namespace kernel

#endif // WSK_KERNEL_IO_WORKITEM_H
