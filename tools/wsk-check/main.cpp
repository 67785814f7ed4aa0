//===- main.cpp - wsk-check: is this driver's use of WSK right? -----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
int main(int Argc, char **Argv) { return 2; }
