//===- LayoutTest.cpp - Our structures are the drivers' -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "build/DriverBuild.h"
#include "nt/Types.h"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

using namespace kernel;

namespace {
/// Assertions in C about the header pack, with the numbers of our mirrors.
class Assertions {
public:
  void size(const char *Type, size_t Size) {
    Text << "_Static_assert(sizeof(" << Type << ") == " << Size << ", \""
         << Type << "\");\n";
  }
  void offset(const char *Type, const char *Member, size_t Offset) {
    Text << "_Static_assert(__builtin_offsetof(" << Type << ", " << Member
         << ") == " << Offset << ", \"" << Type << "." << Member << "\");\n";
  }
  std::string text() const { return "#include <ntddk.h>\n" + Text.str(); }

private:
  std::ostringstream Text;
};

#define SIZE(Type) A.size(#Type, sizeof(nt::Type))
#define OFFSET(Type, Member, Theirs)                                           \
  A.offset(#Type, Theirs, offsetof(nt::Type, Member))

void describeIrp(Assertions &A) {
  SIZE(IRP);
  OFFSET(IRP, MdlAddress, "MdlAddress");
  OFFSET(IRP, SystemBuffer, "AssociatedIrp");
  OFFSET(IRP, IoStatus, "IoStatus");
  OFFSET(IRP, RequestorMode, "RequestorMode");
  OFFSET(IRP, PendingReturned, "PendingReturned");
  OFFSET(IRP, StackCount, "StackCount");
  OFFSET(IRP, CurrentLocation, "CurrentLocation");
  OFFSET(IRP, Cancel, "Cancel");
  OFFSET(IRP, CancelIrql, "CancelIrql");
  OFFSET(IRP, CancelRoutine, "CancelRoutine");
  OFFSET(IRP, UserBuffer, "UserBuffer");
  OFFSET(IRP, DriverContext, "Tail.Overlay.DriverContext");
  OFFSET(IRP, ListEntry, "Tail.Overlay.ListEntry");
  OFFSET(IRP, CurrentStackLocation, "Tail.Overlay.CurrentStackLocation");
  SIZE(IO_STACK_LOCATION);
  OFFSET(IO_STACK_LOCATION, Control, "Control");
  OFFSET(IO_STACK_LOCATION, Parameters.DeviceIoControl.IoControlCode,
         "Parameters.DeviceIoControl.IoControlCode");
  OFFSET(IO_STACK_LOCATION, Parameters.Others.Argument4,
         "Parameters.Others.Argument4");
  OFFSET(IO_STACK_LOCATION, DeviceObject, "DeviceObject");
  OFFSET(IO_STACK_LOCATION, CompletionRoutine, "CompletionRoutine");
  OFFSET(IO_STACK_LOCATION, Context, "Context");
}

void describeObjects(Assertions &A) {
  SIZE(KEVENT);
  OFFSET(KEVENT, Header.SignalState, "Header.SignalState");
  SIZE(KSEMAPHORE);
  OFFSET(KSEMAPHORE, Limit, "Limit");
  A.size("KMUTEX", sizeof(nt::KMUTANT));
  A.offset("KMUTEX", "OwnerThread", offsetof(nt::KMUTANT, OwnerThread));
  SIZE(KTIMER);
  OFFSET(KTIMER, Dpc, "Dpc");
  OFFSET(KTIMER, Period, "Period");
  SIZE(KDPC);
  OFFSET(KDPC, Routine, "DeferredRoutine");
  OFFSET(KDPC, Context, "DeferredContext");
  SIZE(FAST_MUTEX);
  OFFSET(FAST_MUTEX, OldIrql, "OldIrql");
  SIZE(MDL);
  OFFSET(MDL, MdlFlags, "MdlFlags");
  OFFSET(MDL, MappedSystemVa, "MappedSystemVa");
  OFFSET(MDL, StartVa, "StartVa");
  OFFSET(MDL, ByteCount, "ByteCount");
  OFFSET(MDL, ByteOffset, "ByteOffset");
  SIZE(DRIVER_OBJECT);
  OFFSET(DRIVER_OBJECT, DriverUnload, "DriverUnload");
  OFFSET(DRIVER_OBJECT, MajorFunction, "MajorFunction");
  SIZE(DEVICE_OBJECT);
  OFFSET(DEVICE_OBJECT, DeviceExtension, "DeviceExtension");
  OFFSET(DEVICE_OBJECT, StackSize, "StackSize");
}
} // namespace

TEST(Layout, MirrorsAgreeWithTheHeaderPack) {
  Assertions A;
  describeIrp(A);
  describeObjects(A);
  std::string Source = testing::TempDir() + "wsk-kernel-layout-" +
                       std::to_string(getpid()) + ".c";
  std::ofstream(Source) << A.text();
  std::vector<std::string> Command = {build::llvmTool("clang"), "-fsyntax-only",
                                      Source};
  for (const std::string &Arg : build::compilerArgs())
    Command.push_back(Arg);
  std::string Output;
  EXPECT_EQ(build::runTool(Command, Output), 0) << Output;
  remove(Source.c_str());
}
