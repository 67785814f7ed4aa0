// Ends the packing that a pshpack header began; included in pairs, so without a
// guard.
#pragma pack(pop)
