// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Packing of 8 bytes until poppack.h; included in pairs, so without a guard.
#pragma pack(push, 8)
