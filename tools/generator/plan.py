# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The plan of a driver: which alternative of the grammar stands at each of its
choices. A plan is drawn from a seed, is plain data (JSON), and says everything:
the same plan is the same program, byte by byte.

A feature lists its alternatives with their weights, simplest first; reducing a
driver means to go back to earlier alternatives."""

import copy
import random

# Of the driver as a whole.
DRIVER = {
    "lang": {"c": 3, "cpp": 1},
    "files": {1: 3, 2: 3, 3: 2},
    "modules": {1: 8, 2: 2, 3: 1},
    "device": {False: 1, True: 1},
    "device_first": {False: 1, True: 1},
    "symlink": {False: 1, True: 1},
    "cleanup": {"inline": 3, "ladder": 4, "nested": 2, "single": 2, "loop": 1,
                "finally": 1, "raii": 2},
    "ballast": {0: 12, 1: 4, 3: 4, 6: 2, 12: 1, 28: 1},
    "unload_late": {False: 1, True: 1},
    "pending": {False: 1, True: 1},
}

# Of each of its network modules.
MODULE = {
    "site": {"entry": 6, "thread": 2, "work": 1, "create": 2, "ioctl": 2,
             "lazy": 2},
    "split": {True: 3, False: 2},
    "storage": {"globals": 3, "struct": 3, "pool": 2, "devext": 2, "array": 1,
                "class": 2},
    "cleanup": {"inline": 3, "ladder": 4, "nested": 2, "single": 2, "loop": 1,
                "helper": 2, "level": 2, "finally": 1, "raii": 2},
    "guard": {"bool": 3, "bit": 2, "level": 2, "exchange": 1, "cmpxchg": 1,
              "status": 1, "pointer": 1},
    "guard_scope": {"whole": 1, "step": 1},
    "outer": {True: 1, False: 1},
    "tolerant": {False: 3, True: 1},
    "capture": {"hold": 3, "short": 2, "setup": 1, "none": 1},
    "retry": {False: 5, True: 1},
    "wait": {"WSK_NO_WAIT": 2, "1000": 2, "WSK_INFINITE_WAIT": 1},
    "socket": {"none": 1, "dgram": 3, "client": 2, "connect": 1, "stream": 1,
               "listen": 2, "accept": 1, "basic": 1},
    "store": {"field": 4, "array": 2, "list": 1},
    "keep": {"slot": 1, "list": 1},
    "request": {"object": 2, "percall": 2},
    "wrap": {False: 1, True: 1},
    "open_shape": {"nested": 2, "early": 2, "store": 1},
    "traffic": {"none": 2, "send": 2, "receive": 1, "address": 1},
    "disconnect": {"none": 2, "abort": 1},
    "once": {False: 2, True: 1},
    "stale": {False: 2, True: 1},
    "resolve": {False: 4, True: 1},
    "worker": {False: 3, True: 1},
    "order": {"plain": 2, "request_first": 1},
}


def pick(rng, table):
    return rng.choices(list(table), weights=list(table.values()))[0]


def first(table):
    return next(iter(table))


def draw_table(rng, features):
    return {name: pick(rng, table) for name, table in features.items()}


def draw(seed):
    """The plan of driver number seed, without faults."""
    rng = random.Random(f"driver {seed}")
    plan = {"seed": seed, "driver": draw_table(rng, DRIVER), "modules": [],
            "faults": []}
    for _ in range(plan["driver"]["modules"]):
        plan["modules"].append(draw_table(rng, MODULE))
    return settle(plan)


def simplest():
    """The plan all reductions end at."""
    plan = {"seed": 0, "driver": {k: first(t) for k, t in DRIVER.items()},
            "modules": [{k: first(t) for k, t in MODULE.items()}], "faults": []}
    return settle(plan)


def settle_module(driver, module, alone):
    """Takes back choices that do not go together."""
    if driver["lang"] == "c":
        if module["storage"] == "class":
            module["storage"] = "struct"
        if module["cleanup"] == "raii":
            module["cleanup"] = "ladder"
    if module["site"] in ("create", "ioctl", "lazy") and not alone:
        module["site"] = "entry"
    if module["storage"] == "devext" and not alone:
        module["storage"] = "pool"
    if module["site"] in ("thread", "work") and module["store"] == "list":
        module["store"] = "field"
    if module["capture"] == "none":
        module["socket"], module["resolve"] = "none", False
    if module["capture"] == "setup" and (
            module["cleanup"] == "level" or module["site"] in ("thread", "work") or not module["split"]):
        module["capture"] = "hold"
    if module["capture"] == "none" and module["site"] in ("thread", "work"):
        module["capture"] = "hold"
    if module["site"] in ("thread", "work") and module["socket"] == "accept":
        module["socket"] = "listen"
    settle_socket(module)
    if module["wait"] == "WSK_INFINITE_WAIT" and module["site"] != "thread":
        module["wait"] = "1000"  # DriverEntry must not wait for ever (R18)
    if module["site"] != "entry" or module["storage"] == "class":
        module["split"] = True
    if not alone or module["tolerant"] or module["capture"] == "setup":
        module["split"] = True
    special = module["cleanup"] in ("helper", "level")
    if special and not module["split"]:
        module["cleanup"] = "single"
    if module["site"] in ("ioctl", "lazy") and not module["outer"]:
        module["guard_scope"] = "whole"
        if special:
            module["outer"] = True
    if module["site"] in ("create", "ioctl", "lazy"):
        module["tolerant"] = False


def settle_socket(module):
    if module["socket"] in ("none", "basic", "listen", "accept"):
        module["traffic"] = "none"
    if module["socket"] == "none":
        module["store"] = "field"
    if module["socket"] not in ("client", "connect", "stream") or \
            module["store"] != "field":
        module["disconnect"] = "none"
    if module["site"] != "lazy" or not module["outer"]:
        module["once"] = False
    if module["site"] != "ioctl" or not module["outer"] or \
            module["store"] != "field" or module["traffic"] == "none":
        module["stale"] = False
    if module["socket"] in ("listen", "accept"):
        module["store"] = "field"
        module["worker"] = False
    if module["worker"] and module["site"] in ("thread", "work", "create"):
        module["worker"] = False
    if module["traffic"] == "none":
        module["worker"] = False
    if module["store"] != "field" and module["open_shape"] == "store":
        module["open_shape"] = "nested"


def settle(plan):
    """A plan whose choices go together; settles to itself."""
    plan = copy.deepcopy(plan)
    driver, modules = plan["driver"], plan["modules"]
    driver["modules"] = len(modules)
    for module in modules:
        settle_module(driver, module, len(modules) == 1)
    if driver["lang"] == "c" and driver["cleanup"] == "raii":
        driver["cleanup"] = "ladder"
    if any(m["storage"] == "devext" or
           m["site"] in ("work", "create", "ioctl", "lazy") for m in modules):
        driver["device"] = driver["device_first"] = True
    if not driver["device"]:
        driver["device_first"] = driver["symlink"] = False
    return plan
