# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Random WSK drivers from a grammar: see tools/generate."""
