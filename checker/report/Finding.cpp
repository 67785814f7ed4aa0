//===- Finding.cpp - Order and identity of findings -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Finding.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MD5.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

static StringRef nameOf(const RuleInfo *Rule) {
  return Rule ? StringRef(Rule->Name) : StringRef();
}

/// The rule comes before the words so that equal places list rules by name.
static auto sortKey(const Finding &F) {
  return std::make_tuple(StringRef(F.At.File), F.At.Line, F.At.Column,
                         nameOf(F.Rule), StringRef(F.Message),
                         StringRef(F.Subject), F.Path.size());
}

void wsk::sortFindings(std::vector<Finding> &Findings) {
  llvm::sort(Findings, [](const Finding &A, const Finding &B) {
    return sortKey(A) < sortKey(B);
  });
}

/// Only what survives a move of the lines: no line, no column, no folder (it
/// depends on where the tool was started).
static std::string identityOf(const Finding &F) {
  MD5 Hash;
  for (StringRef Part :
       {nameOf(F.Rule), sys::path::filename(F.At.File), StringRef(F.Function),
        StringRef(F.Subject), StringRef(F.Stage)}) {
    Hash.update(Part);
    Hash.update(StringRef("\0", 1));
  }
  MD5::MD5Result Result;
  Hash.final(Result);
  return toHex(ArrayRef<uint8_t>(Result).take_front(8), /*LowerCase=*/true);
}

std::vector<std::string>
wsk::fingerprints(const std::vector<Finding> &Findings) {
  std::map<std::string, unsigned> Seen;
  std::vector<std::string> Out;
  for (const Finding &F : Findings) {
    std::string Id = identityOf(F);
    unsigned Ordinal = ++Seen[Id];
    Out.push_back(Id + ":" + std::to_string(Ordinal));
  }
  return Out;
}
