// A linked driver is given instead of sources. Its code cannot be written to.
// RUN: clang --target=x86_64-pc-windows-msvc -ffreestanding -fno-stack-protector -c %s -o %t.obj
// RUN: echo LIBRARY ntoskrnl.exe > %t.def
// RUN: echo EXPORTS >> %t.def && echo DbgPrint >> %t.def
// RUN: llvm-dlltool -m i386:x86-64 -d %t.def -l %t.lib
// RUN: lld-link /subsystem:native /nodefaultlib /entry:DriverEntry \
// RUN:   /out:%t.sys /implib:%t.unused.lib %t.obj %t.lib
// RUN: %wsk-kernel run %t.sys | FileCheck %s
// RUN: clang --target=x86_64-pc-windows-msvc -ffreestanding -fno-stack-protector -DWRITE -c %s -o %t.obj
// RUN: lld-link /subsystem:native /nodefaultlib /entry:DriverEntry \
// RUN:   /out:%t.sys /implib:%t.unused.lib %t.obj %t.lib
// RUN: not %wsk-kernel explore --schedules 10 %t.sys \
// RUN:   | FileCheck %s --check-prefix=WRITE
// RUN: echo MZ > %t.bad && not %wsk-kernel run %t.bad 2>&1 \
// RUN:   | FileCheck %s --check-prefix=BAD
// CHECK: hello from an image
// CHECK: no violation
// WRITE: mem-bad-access: the driver writes
// BAD: wsk-kernel: {{.*}}bad: cannot be loaded: it is no Windows image
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
__declspec(dllimport) unsigned DbgPrint(const char *Format, ...);

long DriverEntry(void *Driver, void *Path) {
  DbgPrint("hello from %s image\n", "an");
#ifdef WRITE
  *(volatile char *)&DriverEntry = 0;
#endif
  return (long)0xC0000001;
}
