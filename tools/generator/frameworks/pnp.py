# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Drivers of a device stack: AddDevice, IRP_MJ_PNP, a remove lock or none; a module
comes with the device, or when it is started, and goes when it is removed."""

from .base import Framework, Noted, object_state


class Pnp(Framework):
    def arrange(self, steps):
        self.driver.first_lines += [
            "Driver->DriverExtension->AddDevice = AddDevice;",
            "Driver->MajorFunction[IRP_MJ_PNP] = DispatchPnp;"]
        return steps

    def add(self):
        module = self.attached
        state, own = object_state(self.driver, module,
                                  [("PDEVICE_OBJECT", "Lower")])
        at = "State" if own else "Ctx"
        here = [f"P{state} {at} = (P{state})Device->DeviceExtension;"]
        where = module["attach_at"] if module else None
        noted = Noted(module, at, where == "start") if module else None
        begin = [f"{module.p}Initialize(Ctx);"] if module and module.inits \
            and not own else []
        add = noted.start() if where == "object" else []
        self.add_device(state, at, begin, add)
        self.add_dispatch(here, at, where, noted)

    def add_device(self, state, at, begin, start):
        undo = ["IoDetachDevice(" + at + "->Lower);", "IoDeleteDevice(Device);"]
        self.own_routine("NTSTATUS NTAPI", "AddDevice", [
            "PDRIVER_OBJECT Driver", "PDEVICE_OBJECT Physical"], [
                "PDEVICE_OBJECT Device;", f"P{state} {at};", "NTSTATUS Status;",
                "", f"Status = IoCreateDevice(Driver, sizeof({state}), NULL, "
                "FILE_DEVICE_NETWORK, 0, FALSE, &Device);",
                "if (!NT_SUCCESS(Status))", "return Status;",
                f"{at} = (P{state})Device->DeviceExtension;", *begin,
                f"{at}->Lower = IoAttachDeviceToDeviceStack(Device, Physical);",
                f"if ({at}->Lower == NULL) {{", "IoDeleteDevice(Device);",
                "return STATUS_NO_SUCH_DEVICE;", "}", *start,
                *(["if (!NT_SUCCESS(Status)) {", *undo, "return Status;", "}"]
                  if start else []),
                "Device->Flags &= ~DO_DEVICE_INITIALIZING;",
                "return STATUS_SUCCESS;"])

    def add_dispatch(self, here, at, where, noted):
        """IRP_MJ_PNP: what is not answered here goes on to the next driver."""
        pass_on = ["IoSkipCurrentIrpStackLocation(Irp);",
                   f"Status = IoCallDriver({at}->Lower, Irp);"]
        cases = []
        if where not in (None, "object"):
            start = noted.start()
            cases += ["case IRP_MN_START_DEVICE:",
                      f"Status = {at}->Running ? STATUS_SUCCESS : "
                      "STATUS_UNSUCCESSFUL;",
                      "if (!NT_SUCCESS(Status)) {", *start, "}",
                      "if (!NT_SUCCESS(Status)) {",
                      "Irp->IoStatus.Status = Status;",
                      "IoCompleteRequest(Irp, IO_NO_INCREMENT);",
                      "return Status;", "}", *pass_on, "return Status;"]
        if where == "start":
            cases += ["case IRP_MN_STOP_DEVICE:", *noted.stop(),
                      "Irp->IoStatus.Status = STATUS_SUCCESS;", *pass_on,
                      "return Status;"]
        stop = noted.stop() if noted else []
        cases += ["case IRP_MN_REMOVE_DEVICE:", *stop,
                  "Irp->IoStatus.Status = STATUS_SUCCESS;", *pass_on,
                  f"IoDetachDevice({at}->Lower);", "IoDeleteDevice(Device);",
                  "return Status;"]
        self.own_routine("NTSTATUS NTAPI", "DispatchPnp", [
            "PDEVICE_OBJECT Device", "PIRP Irp"], here + [
                "NTSTATUS Status;", "",
                "switch (IoGetCurrentIrpStackLocation(Irp)->MinorFunction) {",
                *cases, "default:", *pass_on, "return Status;", "}"])
