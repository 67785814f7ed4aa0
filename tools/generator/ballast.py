# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What else is in a driver: code that has nothing to do with the network."""


def add(driver):
    del driver
