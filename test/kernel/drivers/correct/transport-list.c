// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// The size is asked for first, then the list.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  SIZE_T Size = 0;
  PWSK_TRANSPORT List;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY,
                                          0, NULL, 0, NULL, &Size, NULL);
  if (Status == STATUS_BUFFER_OVERFLOW) {
    List = (PWSK_TRANSPORT)ExAllocatePoolWithTag(PagedPool, Size, TAG);
    if (List) {
      Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0,
                                     NULL, Size, List, &Size, NULL);
      ExFreePoolWithTag(List, TAG);
    }
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
