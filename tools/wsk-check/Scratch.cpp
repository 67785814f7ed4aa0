//===- Scratch.cpp - A temporary file -------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Scratch.h"
#include "Options.h"
#include "llvm/Support/Errc.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"

using namespace llvm;
using namespace wsk;

// A signal may come at any time: the file is to be removed before it is made.
static std::error_code makeNew(StringRef Suffix, SmallString<128> &Name) {
  SmallString<128> Model;
  sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Model);
  sys::path::append(Model, "wsk-check-%%%%%%%%" + Twine(".") + Suffix);
  std::error_code Failed = errc::file_exists;
  for (unsigned Try = 0; Try != 128 && Failed == errc::file_exists; ++Try) {
    sys::fs::createUniquePath(Model, Name, /*MakeAbsolute=*/true);
    sys::RemoveFileOnSignal(Name);
    int Handle = -1;
    Failed = sys::fs::openFileForWrite(
        Name, Handle, sys::fs::CD_CreateNew, sys::fs::OF_None,
        sys::fs::owner_read | sys::fs::owner_write);
    if (Failed)
      sys::DontRemoveFileOnSignal(Name);
    else
      sys::Process::SafelyCloseFileDescriptor(Handle);
  }
  return Failed;
}

Error Scratch::make(StringRef Suffix) {
  if (std::error_code Failed = makeNew(Suffix, Name)) {
    Name.clear();
    return userError("cannot make a temporary file: " + Failed.message());
  }
  return Error::success();
}

Scratch::~Scratch() {
  if (Name.empty())
    return;
  (void)sys::fs::remove(Name);
  sys::DontRemoveFileOnSignal(Name);
}
