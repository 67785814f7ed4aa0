// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Ends the packing a pshpack header began; in pairs, so without a guard.
#pragma pack(pop)
