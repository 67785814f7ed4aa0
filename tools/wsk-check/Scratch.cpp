//===- Scratch.cpp - A temporary file -------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Scratch.h"
#include "Options.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Signals.h"

using namespace llvm;
using namespace wsk;

Error Scratch::make(StringRef Suffix) {
  if (std::error_code Failed =
          sys::fs::createTemporaryFile("wsk-check", Suffix, Name)) {
    Name.clear();
    return userError("cannot make a temporary file: " + Failed.message());
  }
  sys::RemoveFileOnSignal(Name);
  return Error::success();
}

Scratch::~Scratch() {
  if (Name.empty())
    return;
  (void)sys::fs::remove(Name);
  sys::DontRemoveFileOnSignal(Name);
}
