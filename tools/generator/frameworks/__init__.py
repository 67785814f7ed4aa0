# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What a driver is to Windows: a plain driver, one of a device stack, of KMDF, an
NDIS filter, a minifilter. Each says how the driver registers itself, which
routine ends it, and what calls a module that comes and goes with an object."""

from . import base, flt, kmdf, ndis, pnp

KINDS = {"wdm": base.Framework, "kmdf": kmdf.Kmdf, "ndis": ndis.Ndis,
         "flt": flt.Flt, "pnp": pnp.Pnp}


def of(driver):
    return KINDS[driver["framework"]](driver)
