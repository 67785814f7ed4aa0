# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What the checker and the reference kernel say of the same driver."""
