// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Bit maps, text, files, requests the system makes for the driver.
// RUN: %wsk-kernel run %s | FileCheck %s
// CHECK: no violation
#include "../conformance/Expect.h"
#include <ntifs.h>

static void bitMaps(void) {
  RTL_BITMAP Map;
  ULONG Words[2];
  RtlInitializeBitMap(&Map, Words, 40);
  RtlClearAllBits(&Map);
  EXPECT("the first free bits", RtlFindClearBitsAndSet(&Map, 3, 0) == 0);
  EXPECT("the hint is where it begins", RtlFindClearBitsAndSet(&Map, 4, 38) == 3);
  EXPECT("seven are set", RtlNumberOfSetBits(&Map) == 7);
  RtlClearBits(&Map, 2, 2);
  EXPECT("two less", RtlNumberOfSetBits(&Map) == 5);
  EXPECT("no room", RtlFindClearBits(&Map, 39, 0) == 0xffffffff);
  EXPECT("set from 4 to 6", RtlAreBitsSet(&Map, 4, 3) && !RtlTestBit(&Map, 3));
}

static void text(void) {
  static const WCHAR Euro[] = {0x20ac, L'!'};
  UNICODE_STRING Number = RTL_CONSTANT_STRING(L" -0x1f;");
  CHAR Bytes[8];
  WCHAR Wide[4];
  ULONG Used;
  LONG64 Value = 0;
  PWSTR End = NULL;
  EXPECT("three bytes and one",
         RtlUnicodeToUTF8N(Bytes, sizeof(Bytes), &Used, Euro, 4) == 0 &&
             Used == 4 && (UCHAR)Bytes[0] == 0xe2 && Bytes[3] == '!');
  EXPECT("and back", RtlUTF8ToUnicodeN(Wide, sizeof(Wide), &Used, Bytes, 4) == 0 &&
                         Used == 4 && Wide[0] == 0x20ac);
  EXPECT("no room", RtlUnicodeToUTF8N(Bytes, 2, &Used, Euro, 4) ==
                        STATUS_BUFFER_TOO_SMALL);
  EXPECT("hexadecimal", RtlUnicodeStringToInt64(&Number, 0, &Value, &End) == 0 &&
                            Value == -31 && *End == L';');
}

static void files(void) {
  OBJECT_ATTRIBUTES Attributes;
  IO_STATUS_BLOCK Done;
  HANDLE File;
  UCHAR Bytes[4] = {0};
  UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\??\\C:\\log");
  InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  EXPECT("opens", ZwCreateFile(&File, GENERIC_WRITE, &Attributes, &Done, NULL,
                               FILE_ATTRIBUTE_NORMAL, 0, FILE_OPEN_IF, 0, NULL,
                               0) == 0);
  EXPECT("takes all", ZwWriteFile(File, NULL, NULL, NULL, &Done, Bytes, 4, NULL,
                                  NULL) == 0 &&
                          Done.Information == 4);
  EXPECT("is empty", !NT_SUCCESS(ZwReadFile(File, NULL, NULL, NULL, &Done, Bytes,
                                            4, NULL, NULL)));
  ZwClose(File);
}

static NTSTATUS NTAPI answer(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Asked = IoGetCurrentIrpStackLocation(Irp);
  Irp->IoStatus.Status = STATUS_SUCCESS;
  if (Asked->MajorFunction == IRP_MJ_DEVICE_CONTROL) {
    *(PULONG)Irp->AssociatedIrp.SystemBuffer += 1;
    Irp->IoStatus.Information = sizeof(ULONG);
  }
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

static void ownRequest(PDEVICE_OBJECT Device) {
  ULONG In = 41, Out = 0;
  IO_STATUS_BLOCK Done;
  KEVENT Event;
  PIRP Irp;
  KeInitializeEvent(&Event, NotificationEvent, FALSE);
  Irp = IoBuildDeviceIoControlRequest(0x222000, Device, &In, sizeof(In), &Out,
                                      sizeof(Out), FALSE, &Event, &Done);
  EXPECT("is answered", IoCallDriver(Device, Irp) == STATUS_SUCCESS);
  EXPECT("is told", KeReadStateEvent(&Event) && Done.Information == 4);
  EXPECT("the output came", Out == 42);
}

static void probes(void) {
  BOOLEAN Raised = FALSE;
  ULONG Here[2];
  ProbeForWrite(Here, sizeof(Here), sizeof(ULONG));
  __try {
    ProbeForRead((PUCHAR)Here + 1, 4, sizeof(ULONG));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Raised = GetExceptionCode() == STATUS_DATATYPE_MISALIGNMENT;
  }
  EXPECT("misaligned", Raised);
}

static PDEVICE_OBJECT Device;

static VOID unload(PDRIVER_OBJECT Driver) { IoDeleteDevice(Device); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0,
                                   FALSE, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  Driver->MajorFunction[IRP_MJ_CREATE] = answer;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = answer;
  Driver->DriverUnload = unload;
  bitMaps();
  text();
  files();
  probes();
  ownRequest(Device);
  return STATUS_SUCCESS;
}
