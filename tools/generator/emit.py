# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The files of a driver, from what its plan made of it."""

import json

from . import device, sync
from .layout import layout

GUARD = [
    "// Runs a function when the scope ends, unless it was dismissed.",
    "template <typename F> class ScopeGuard {", "public:",
    "explicit ScopeGuard(F Undo) : Undo(Undo), Armed(true) {}",
    "~ScopeGuard() {", "if (Armed)", "Undo();", "}",
    "void Dismiss() { Armed = false; }", "",
    "private:", "F Undo;", "bool Armed;", "};", "",
    "template <typename F> ScopeGuard<F> OnExit(F Undo) {",
    "return ScopeGuard<F>(Undo);", "}", ""]


def prototype(function, scope=""):
    params = ", ".join(function.params) or "VOID"
    return f"{function.returns} {scope}{function.name}({params})"


def state_type(module):
    """The struct or class of a module's state."""
    if module.storage == "globals":
        return []
    if module.storage == "owner":
        return []
    members = [f"{kind} {name};" for kind, name in module.fields]
    if module.storage != "class":
        return [f"typedef struct _{module.context} {{", *members,
                f"}} {module.context}, *P{module.context};", ""]
    names = {f"m_{name}" for _, name in module.fields}
    methods = [prototype(f) + ";" for f in module.functions
               if is_method(module, f)]
    assert names
    private = [f"{kind} m_{name};" for kind, name in module.fields]
    return [f"class {module.p}Client {{", "public:", *methods, "",
            "private:", *private, "};", ""]


def is_method(module, function):
    """Free functions of a class's module carry the prefix."""
    return module.storage == "class" and \
        not function.name.startswith(module.p)


def state(module):
    """(declaration, definition) of each of a module's variables."""
    p = module.p
    if module.storage == "globals":
        return [f"{kind} g_{p}{name};" for kind, name in module.fields]
    return {"struct": [f"{module.context} {p};"],
            "array": [f"{module.context} {p}Slots[{p.upper()}_SLOTS];"],
            "pool": [f"P{module.context} g_{p}Context;"],
            "devext": [],
            "class": [f"{p}Client g_{p};"],
            "owner": [f"{p}Client *g_{p}Client;"]}[module.storage]


def constants(driver):
    out = []
    if any(m["site"] in ("ioctl", "lazy") for m in driver.modules):
        for name, number in (("START", 0x800), ("STOP", 0x801), ("USE", 0x802)):
            out.append(f"#define IOCTL_{name} CTL_CODE(FILE_DEVICE_UNKNOWN, "
                       f"{number:#x}, METHOD_BUFFERED, FILE_ANY_ACCESS)")
    for module in driver.modules:
        out += [f"#define {name} {value}" for name, value in module.constants]
        if module.storage == "array":
            out += [f"#define {module.p.upper()}_MAIN_SLOT 1",
                    f"#define {module.p.upper()}_SLOTS 2"]
    return out + ([""] if out else [])


def everything(driver):
    """Every function with its module; None for the driver's own."""
    out = [(None, f) for f in driver.helpers]
    for module in driver.modules:
        out += [(module, f) for f in module.functions]
    return out + [(None, f) for f in driver.roots]


def define(module, function):
    scope = f"{module.p}Client::" if module and is_method(module, function) \
        else ""
    static = "static " if function.static and not scope else ""
    remark = ["// " + function.remark] if function.remark else []
    return remark + [static + prototype(function, scope), "{",
                     *function.body, "}", ""]


def common(driver, linkage):
    """Includes, types and prototypes: the header, or the top of the file."""
    cpp = driver["lang"] == "cpp"
    out = driver.framework.includes + ["#include <wsk.h>", ""]
    out += constants(driver)
    out += sync.declare() + [""] if driver.talks else []
    raii = [m["cleanup"] for m in driver.modules] + [driver["cleanup"]]
    out += GUARD if cpp and "raii" in raii else []
    for lines in driver.types:
        out += lines + [""]
    for module in driver.modules:
        out += state_type(module) + driver.framework.after_type(module)
        out += module.late_types
    for line in driver.globals + [v for m in driver.modules for v in state(m)]:
        out.append(linkage + line)
    out.append("")
    for module, function in everything(driver):
        if module and is_method(module, function):
            continue
        if function.name == "DriverEntry":
            out.append(('extern "C" ' if cpp else "") +
                       "DRIVER_INITIALIZE DriverEntry;")
        elif not function.static:
            out.append(prototype(function) + ";")
    return out + [""]


def emit(driver):
    """File name -> text."""
    suffix = ".cpp" if driver["lang"] == "cpp" else ".c"
    single = driver["files"] == 1
    bodies = {}
    for module, function in everything(driver):
        name = driver.file_of(module, function.file)
        bodies.setdefault(name, []).append((module, function))
    files = {}
    if not single:
        files["driver.h"] = layout(
            ["#pragma once"] + common(driver, "extern "))
    for name, functions in bodies.items():
        files[name + suffix] = layout(
            one_file(driver, name, functions, bodies))
    if driver.scenario:
        files["scenario.json"] = json.dumps({"steps": driver.scenario}) + "\n"
    return files


def one_file(driver, name, functions, files):
    single = driver["files"] == 1
    out = common(driver, "static ") if single else ['#include "driver.h"', ""]
    if driver.file_of(None, "util") == name:
        out += ["static " + line for line in driver.ballast] + [""]
    if not single and name == "driver":
        out += driver.globals + [""]
    for module in driver.modules:
        home = driver.file_of(module, "net")
        home = home if home in files else "driver"
        if home == name and not single:
            out += state(module) + [""]
    for module in driver.modules:
        for name_, lines in module.tables.items():
            if any(name_ in line for _, f in functions for line in f.body):
                out += lines
    out.append("")
    for module, function in functions:
        if function.static and not (module and is_method(module, function)):
            out.append("static " + prototype(function) + ";")
    out.append("")
    if name == "driver":
        out += driver.entry_tables
    for module, function in functions:
        out += define(module, function)
    return out
