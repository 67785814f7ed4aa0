//===- Pages.cpp - The rules' pages, compiled in --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Pages.h"
#include "Options.h"
#include "report/Writers.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

namespace {
struct Page {
  StringLiteral Rule; ///< kebab name
  StringLiteral Text;
};
} // namespace

/// The build turns docs/rules/*.md into rows of this table.
static const Page Pages[] = {
#include "RulePages.inc"
    {"", ""}};

StringRef wsk::rulePage(const RuleInfo &Rule) {
  std::string Name = kebabName(Rule.Name);
  for (const Page &P : Pages)
    if (P.Rule == Name)
      return P.Text;
  return {};
}

/// The file with a rule's page; empty without one.
static std::string pageFile(const RuleInfo &Rule) {
  std::string Exe =
      sys::fs::getMainExecutable(nullptr, reinterpret_cast<void *>(&pageFile));
  SmallString<256> Installed =
      sys::path::parent_path(sys::path::parent_path(Exe));
  sys::path::append(Installed, WSK_INSTALLED_DOCS);
  for (StringRef Docs : {StringRef(Installed), StringRef(WSK_SOURCE_DOCS)}) {
    SmallString<256> File(Docs);
    sys::path::append(File, "rules", kebabName(Rule.Name) + ".md");
    if (sys::fs::exists(File))
      return File.str().str();
  }
  return "";
}

std::string wsk::rulePageAddress(const RuleInfo &Rule) {
  std::string File = hasPublishedPages() ? "" : pageFile(Rule);
  return File.empty() ? pageUri(Rule) : pathToUri(File);
}

void wsk::explainRule(const RuleInfo &Rule) {
  writeRuleText(Rule, outs());
  StringRef Body = pageBody(rulePage(Rule)).trim();
  if (!Body.empty())
    outs() << '\n' << Body << '\n';
}

static Error writePage(const RuleInfo &Rule, StringRef Folder) {
  SmallString<256> File(Folder);
  sys::path::append(File, kebabName(Rule.Name) + ".md");
  std::string Body;
  if (auto Before = MemoryBuffer::getFile(File))
    Body = pageBody((*Before)->getBuffer()).str();
  return writeToOutput(File, [&](raw_ostream &OS) {
    writeRuleHeader(Rule, OS);
    OS << Body;
    return Error::success();
  });
}

Error wsk::writeDocs(StringRef Folder) {
  for (const RuleInfo *Rule : allRules())
    if (Error E = writePage(*Rule, Folder))
      return userError("cannot write the pages to '" + Folder +
                       "': " + toString(std::move(E)));
  return Error::success();
}
