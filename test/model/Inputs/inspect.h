//===- inspect.h - Questions to the debug checkers --------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What checker/model/Inspect.cpp answers. The functions take addresses as
/// integers: the model knows nothing of them, and an unknown routine given a
/// pointer would change what the test looks at.
//===----------------------------------------------------------------------===//
#ifndef WSK_TEST_INSPECT_H
#define WSK_TEST_INSPECT_H

#ifdef __cplusplus
extern "C" {
#endif

void WskInspect(void);
void WskInspectBlock(unsigned long long);
void WskInspectSocket(unsigned long long);
void WskInspectNpi(unsigned long long);
void WskInspectValue(long long);

#ifdef __cplusplus
}
#endif

#define BLOCK(Address) WskInspectBlock((unsigned long long)(Address))
#define SOCKET(Pointer) WskInspectSocket((unsigned long long)(Pointer))
#define NPI(Pointer) WskInspectNpi((unsigned long long)(Pointer))
#define VALUE(Value) WskInspectValue((long long)(Value))

#endif // WSK_TEST_INSPECT_H
