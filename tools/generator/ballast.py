# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""What else is in a driver: code that has nothing to do with the network. Each
piece is a file-sized habit of drivers (counters, a ring, a table, text) under a
name of its own; together they make a driver as long as real ones."""

from .module import Function

PREFIXES = ("Stat", "Ring", "Crc", "Hash", "Text", "Bits", "Tick", "Slot")


def add(driver):
    """As many pieces as the plan says; DriverEntry's first lines call them."""
    for index in range(driver["ballast"]):
        kind = index % len(PIECES)
        prefix = PREFIXES[kind] + ("" if index < len(PIECES)
                                   else str(index // len(PIECES) + 1))
        state, functions, first = PIECES[kind](prefix)
        driver.ballast += state
        for returns, name, params, body in functions:
            driver.helpers.append(Function(
                returns, prefix + name, params, body, "util",
                driver.file_of(None, "util") == "driver"))
        driver.warm_up.append(first)


def counters(p):
    """Counters under a spin lock, and what they add up to."""
    state = [f"KSPIN_LOCK g_{p}Lock;", f"ULONG64 g_{p}Values[8];"]
    locked = ["KIRQL OldIrql;", ""]
    return state, [
        ("VOID", "Reset", [], [
            f"KeInitializeSpinLock(&g_{p}Lock);",
            f"RtlZeroMemory(g_{p}Values, sizeof(g_{p}Values));"]),
        ("VOID", "Add", ["ULONG Index", "ULONG64 Amount"], locked + [
            "if (Index >= 8)", "return;",
            f"KeAcquireSpinLock(&g_{p}Lock, &OldIrql);",
            f"g_{p}Values[Index] += Amount;",
            f"KeReleaseSpinLock(&g_{p}Lock, OldIrql);"]),
        ("ULONG64", "Sum", [], ["ULONG64 Sum = 0;", "ULONG Index;"] + locked + [
            f"KeAcquireSpinLock(&g_{p}Lock, &OldIrql);",
            "for (Index = 0; Index < 8; Index++)",
            f"Sum += g_{p}Values[Index];",
            f"KeReleaseSpinLock(&g_{p}Lock, OldIrql);", "return Sum;"]),
    ], f"{p}Reset();"


def ring(p):
    """A ring of bytes that overwrites the oldest."""
    state = [f"UCHAR g_{p}Bytes[256];", f"ULONG g_{p}Head;", f"ULONG g_{p}Used;"]
    return state, [
        ("VOID", "Clear", [], [f"g_{p}Head = 0;", f"g_{p}Used = 0;"]),
        ("VOID", "Put", ["UCHAR Byte"], [
            f"g_{p}Bytes[(g_{p}Head + g_{p}Used) % sizeof(g_{p}Bytes)] = Byte;",
            f"if (g_{p}Used < sizeof(g_{p}Bytes))", f"g_{p}Used++;", "else",
            f"g_{p}Head = (g_{p}Head + 1) % sizeof(g_{p}Bytes);"]),
        ("BOOLEAN", "Get", ["PUCHAR Byte"], [
            f"if (g_{p}Used == 0)", "return FALSE;",
            f"*Byte = g_{p}Bytes[g_{p}Head];",
            f"g_{p}Head = (g_{p}Head + 1) % sizeof(g_{p}Bytes);",
            f"g_{p}Used--;", "return TRUE;"]),
    ], f"{p}Clear();"


def checksum(p):
    state = [f"ULONG g_{p}Table[16];"]
    return state, [
        ("VOID", "Prepare", [], [
            "ULONG Index, Bit, Value;", "",
            "for (Index = 0; Index < 16; Index++) {", "Value = Index;",
            "for (Bit = 0; Bit < 4; Bit++)",
            "Value = (Value & 1) ? (Value >> 1) ^ 0xedb88320 : Value >> 1;",
            f"g_{p}Table[Index] = Value;", "}"]),
        ("ULONG", "Of", ["const UCHAR *Data", "ULONG Length"], [
            "ULONG Value = 0xffffffff;", "ULONG Index;", "",
            "for (Index = 0; Index < Length; Index++) {",
            f"Value = g_{p}Table[(Value ^ Data[Index]) & 15] ^ (Value >> 4);",
            f"Value = g_{p}Table[(Value ^ (Data[Index] >> 4)) & 15] ^ "
            "(Value >> 4);", "}", "return ~Value;"]),
    ], f"{p}Prepare();"


def table(p):
    """A table of names with open addressing."""
    state = [f"ULONG g_{p}Keys[32];", f"ULONG g_{p}Data[32];"]
    return state, [
        ("VOID", "Empty", [], [
            f"RtlZeroMemory(g_{p}Keys, sizeof(g_{p}Keys));",
            f"RtlZeroMemory(g_{p}Data, sizeof(g_{p}Data));"]),
        ("BOOLEAN", "Store", ["ULONG Key", "ULONG Value"], [
            "ULONG Probe, At;", "",
            "for (Probe = 0; Probe < 32; Probe++) {",
            "At = (Key * 2654435761u + Probe) % 32;",
            f"if (g_{p}Keys[At] == 0 || g_{p}Keys[At] == Key) {{",
            f"g_{p}Keys[At] = Key;", f"g_{p}Data[At] = Value;", "return TRUE;",
            "}", "}", "return FALSE;"]),
        ("ULONG", "Find", ["ULONG Key"], [
            "ULONG Probe, At;", "",
            "for (Probe = 0; Probe < 32; Probe++) {",
            "At = (Key * 2654435761u + Probe) % 32;",
            f"if (g_{p}Keys[At] == Key)", f"return g_{p}Data[At];", "}",
            "return 0;"]),
    ], f"{p}Empty();"


def text(p):
    """Numbers as text, as old drivers write them by hand."""
    return [f"CHAR g_{p}Line[64];"], [
        ("ULONG", "Hex", ["ULONG Value", "PCHAR Out"], [
            "ULONG Digit;", "",
            "for (Digit = 0; Digit < 8; Digit++) {",
            'Out[Digit] = "0123456789abcdef"[(Value >> (28 - 4 * Digit)) & 15];',
            "}", "Out[8] = 0;", "return 8;"]),
        ("ULONG", "Decimal", ["ULONG Value", "PCHAR Out"], [
            "CHAR Reversed[12];", "ULONG Count = 0, At;", "", "do {",
            "Reversed[Count++] = (CHAR)('0' + Value % 10);", "Value /= 10;",
            "} while (Value != 0);", "for (At = 0; At < Count; At++)",
            "Out[At] = Reversed[Count - 1 - At];", "Out[Count] = 0;",
            "return Count;"]),
        ("VOID", "Banner", [], [
            f"{p}Hex(0x20260101, g_{p}Line);",
            f'DbgPrint("build %s\\n", g_{p}Line);']),
    ], f"{p}Banner();"


def bitmap(p):
    return [f"ULONG g_{p}Map[4];"], [
        ("VOID", "FreeAll", [], [f"RtlZeroMemory(g_{p}Map, sizeof(g_{p}Map));"]),
        ("LONG", "Take", [], [
            "ULONG Word, Bit;", "", "for (Word = 0; Word < 4; Word++) {",
            f"if (g_{p}Map[Word] == 0xffffffff)", "continue;",
            "for (Bit = 0; Bit < 32; Bit++) {",
            f"if ((g_{p}Map[Word] & (1u << Bit)) == 0) {{",
            f"g_{p}Map[Word] |= 1u << Bit;", "return (LONG)(Word * 32 + Bit);",
            "}", "}", "}", "return -1;"]),
        ("VOID", "Give", ["LONG Number"], [
            "if (Number >= 0 && Number < 128)",
            f"g_{p}Map[Number / 32] &= ~(1u << (Number % 32));"]),
    ], f"{p}FreeAll();"


def ticks(p):
    return [f"LARGE_INTEGER g_{p}Start;"], [
        ("VOID", "Start", [], [f"KeQuerySystemTime(&g_{p}Start);"]),
        ("ULONG", "Elapsed", [], [
            "LARGE_INTEGER Now;", "", "KeQuerySystemTime(&Now);",
            f"return (ULONG)((Now.QuadPart - g_{p}Start.QuadPart) / 10000);"]),
        ("BOOLEAN", "IsOver", ["ULONG Milliseconds"], [
            f"return {p}Elapsed() >= Milliseconds;"]),
    ], f"{p}Start();"


def slots(p):
    """Numbered slots with an owner."""
    state = [f"struct {{ ULONG Owner; ULONG Uses; BOOLEAN Taken; }} g_{p}s[10];"]
    return state, [
        ("VOID", "Prepare", [], [
            "ULONG Index;", "", "for (Index = 0; Index < 10; Index++) {",
            f"g_{p}s[Index].Owner = 0;", f"g_{p}s[Index].Uses = 0;",
            f"g_{p}s[Index].Taken = FALSE;", "}"]),
        ("LONG", "Claim", ["ULONG Owner"], [
            "ULONG Index;", "", "for (Index = 0; Index < 10; Index++) {",
            f"if (g_{p}s[Index].Taken)", "continue;",
            f"g_{p}s[Index].Taken = TRUE;", f"g_{p}s[Index].Owner = Owner;",
            f"g_{p}s[Index].Uses++;", "return (LONG)Index;", "}", "return -1;"]),
        ("VOID", "Drop", ["ULONG Owner"], [
            "ULONG Index;", "", "for (Index = 0; Index < 10; Index++) {",
            f"if (g_{p}s[Index].Taken && g_{p}s[Index].Owner == Owner)",
            f"g_{p}s[Index].Taken = FALSE;", "}"]),
    ], f"{p}Prepare();"


PIECES = (counters, ring, checksum, table, text, bitmap, ticks, slots)
