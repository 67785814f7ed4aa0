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
    "framework": {"wdm": 6, "kmdf": 2, "ndis": 1, "flt": 1, "pnp": 1},
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
    "framework_first": {False: 1, True: 1},
    "stop_in": {"unload": 2, "cleanup": 1},
    "has_device": {True: 2, False: 1},
    "refuses": {False: 1, True: 1},
    "lock": {"mutex": 2, "event": 1, "semaphore": 1, "guarded": 1},
}

# Of each of its network modules.
MODULE = {
    "site": {"entry": 6, "thread": 2, "work": 1, "create": 2, "ioctl": 3,
             "lazy": 3, "attach": 4},
    "attach_at": {"object": 2, "start": 2, "power": 1, "managed": 1},
    "named": {False: 1, True: 1},
    "split": {True: 3, False: 2},
    "storage": {"globals": 3, "struct": 3, "pool": 2, "devext": 2, "array": 1,
                "class": 2, "owner": 4},
    "invoke": {"direct": 3, "ops": 1, "helper": 1},
    "events": {"none": 3, "on": 1, "retain": 1},
    "cleanup": {"inline": 3, "ladder": 4, "nested": 2, "single": 2, "loop": 1,
                "helper": 2, "level": 2, "finally": 1, "raii": 2},
    "guard": {"bool": 3, "bit": 2, "level": 2, "exchange": 1, "cmpxchg": 1,
              "status": 1, "pointer": 1},
    "guard_scope": {"whole": 1, "step": 1},
    "outer": {True: 1, False: 1},
    "tolerant": {False: 3, True: 1},
    "capture": {"hold": 3, "short": 2, "setup": 1, "none": 1},
    "retry": {False: 5, True: 1},
    "wait": {"WSK_NO_WAIT": 2, "1000": 2},
    "socket": {"none": 1, "dgram": 3, "client": 2, "connect": 1, "stream": 1,
               "listen": 2, "accept": 1, "basic": 1},
    "store": {"field": 4, "array": 2, "list": 1},
    "keep": {"slot": 1, "list": 1},
    "request": {"object": 2, "percall": 2},
    "wrap": {False: 1, True: 1},
    "open_shape": {"nested": 2, "early": 2, "store": 1},
    "traffic": {"none": 2, "send": 2, "receive": 1, "address": 1},
    "disconnect": {"none": 2, "abort": 1},
    "once": {False: 1, True: 1, "execute": 1},
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
        if module["storage"] in ("class", "owner"):
            module["storage"] = "struct"
        if module["cleanup"] == "raii":
            module["cleanup"] = "ladder"
    settle_site(driver, module, alone)
    settle_owner(module)
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
    if module["site"] in ("create", "ioctl", "lazy", "attach"):
        module["tolerant"] = False
    if module["storage"] == "class" or not module["split"]:
        module["invoke"] = "direct"


def settle_site(driver, module, alone):
    """Where the module comes up, by what the driver is."""
    plain = driver["framework"] == "wdm"
    if not alone:
        module["site"] = module["site"] if module["site"] in (
            "thread", "work") else "entry"
    if not plain and module["site"] in ("create", "ioctl", "lazy"):
        module["site"] = "attach"
    if not plain and module["site"] == "work":
        module["site"] = "thread"
    if plain and module["site"] == "attach":
        module["site"] = "entry"
    if module["site"] == "attach":
        module["outer"] = True
    else:
        module["attach_at"], module["named"] = "object", False
    if module["storage"] == "devext" and (
            driver["framework"] == "flt" or not alone or
            not plain and module["site"] != "attach"):
        module["storage"] = "pool"


def settle_owner(module):
    """Objects that undo themselves have their own ways."""
    if module["storage"] != "owner":
        return
    if module["site"] in ("thread", "work"):
        module["site"] = "entry"
    if module["socket"] != "none":
        module["socket"] = "dgram"
    module.update(
        cleanup="inline", outer=True, tolerant=False, capture="none"
        if module["capture"] == "none" else "hold", retry=False, store="field",
        request="object", traffic="none", resolve=False, worker=False,
        wrap=False, events="none", order="plain", open_shape="nested",
        invoke="direct", split=True, guard="bool", guard_scope="whole")


def settle_events(module):
    """Which sockets have events, and what goes with them."""
    if module["socket"] not in ("dgram", "client", "connect"):
        module["events"] = "none"
    if module["events"] == "retain" and (
            module["store"] != "field" or module["request"] != "object"
            or module["worker"]):
        module["events"] = "on"
    if module["events"] != "none" and module["traffic"] == "receive":
        module["traffic"] = "send"


def settle_framework(driver, modules):
    """What only some frameworks have."""
    name = driver["framework"]
    if name != "wdm":
        driver["device"] = False
    if name in ("wdm", "pnp"):
        driver["framework_first"] = False
    if name != "kmdf":
        driver["stop_in"], driver["has_device"] = "unload", True
    if name != "flt":
        driver["refuses"] = False
    if any(m["site"] == "attach" for m in modules):
        driver["has_device"] = True
    if driver["framework_first"]:
        driver["stop_in"] = "unload"  # both would undo it


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
            module["store"] != "field" or module["traffic"] == "none" or \
            module["cleanup"] == "level":
        module["stale"] = False
    if module["socket"] in ("listen", "accept"):
        module["store"] = "field"
        module["worker"] = False
    if module["worker"] and module["site"] in (
            "thread", "work", "create", "attach", "ioctl", "lazy"):
        module["worker"] = False
    if module["traffic"] == "none":
        module["worker"] = False
    settle_events(module)
    if module["store"] != "field" and module["open_shape"] == "store":
        module["open_shape"] = "nested"


def settle(plan):
    """A plan whose choices go together; settles to itself."""
    plan = copy.deepcopy(plan)
    driver, modules = plan["driver"], plan["modules"]
    driver["modules"] = len(modules)
    for table, chosen in [(DRIVER, driver), *((MODULE, m) for m in modules)]:
        for name, values in table.items():  # plans from before a choice was
            chosen.setdefault(name, first(values))
    for module in modules:
        settle_module(driver, module, len(modules) == 1)
    if driver["lang"] == "c" and driver["cleanup"] == "raii":
        driver["cleanup"] = "ladder"
    settle_framework(driver, modules)
    if driver["framework"] == "wdm" and any(
            m["storage"] == "devext" or m["site"] in ("work", "create", "ioctl", "lazy") for m in modules):
        driver["device"] = driver["device_first"] = True
    if not driver["device"]:
        driver["device_first"] = driver["symlink"] = False
    return plan
