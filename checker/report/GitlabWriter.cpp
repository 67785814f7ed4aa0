//===- GitlabWriter.cpp - A report as GitLab Code Quality -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/StoryText.h"
#include "report/Writers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace llvm;
using namespace wsk;

static StringRef gitlabSeverity(Severity Effect) {
  switch (Effect) {
  case Severity::Bugcheck:
    return "blocker";
  case Severity::Hang:
    return "critical";
  case Severity::Leak:
  case Severity::Undefined:
    return "major";
  }
  llvm_unreachable("every severity has a word");
}

/// GitLab wants a fingerprint without meaning; ours is "hash:ordinal".
static void issue(json::OStream &J, const Finding &F, StringRef Fingerprint,
                  const HostedOptions &O) {
  J.object([&] {
    J.attribute("type", "issue");
    J.attribute("check_name", ruleId(*F.Rule));
    J.attribute("description", json::fixUTF8(F.Message));
    J.attributeObject("content", [&] {
      J.attribute("body", json::fixUTF8(join(storyLines(F), "\n")));
    });
    J.attributeArray("categories", [&] { J.value("Bug Risk"); });
    J.attribute("severity", gitlabSeverity(F.Rule->Effect));
    J.attribute("fingerprint", Fingerprint);
    J.attributeObject("location", [&] {
      J.attribute("path", json::fixUTF8(pathBelow(O.Root, O.Here, F.At.File)));
      J.attributeObject("lines", [&] {
        J.attribute("begin", F.At.Line);
        J.attribute("end", F.At.EndLine ? F.At.EndLine : F.At.Line);
      });
    });
  });
}

void wsk::writeGitlab(const Report &R, raw_ostream &OS,
                      const HostedOptions &O) {
  std::vector<std::string> Prints = fingerprints(R.Findings);
  json::OStream J(OS, 2);
  J.array([&] {
    for (const auto &[Number, F] : enumerate(R.Findings))
      issue(J, F, Prints[Number], O);
  });
  OS << '\n';
}
