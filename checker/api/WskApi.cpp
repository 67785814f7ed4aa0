//===- WskApi.cpp - What the WSK calls are --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "api/WskApi.h"
#include "core/Compat.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;
using namespace ento;
using namespace wsk;

static const WskRow Rows[] = {
#define WSK_CALL(Id, Name, Table, Args, Makes, Irql)                           \
  {WskCall::Id, Name, WskTable::Table, Args, WskMakes::Makes, Irql},
#include "api/WskApi.def"
};

static llvm::StringMap<std::string> &aliases() {
  static llvm::StringMap<std::string> Map;
  return Map;
}

static const WskRow *findRow(StringRef Name, WskTable Table) {
  for (const WskRow &Row : Rows)
    if (Row.Table == Table && Row.Name == Name)
      return &Row;
  return nullptr;
}

const WskRow *wsk::findExport(StringRef Name) {
  if (const WskRow *Row = findRow(Name, WskTable::Export))
    return Row;
  auto It = aliases().find(Name);
  return It == aliases().end() ? nullptr
                               : findRow(It->second, WskTable::Export);
}

uint64_t wsk::exportsWith(unsigned Arguments) {
  uint64_t Bits = 0;
  for (const WskRow &Row : Rows)
    if (Row.Table == WskTable::Export && Row.Args.size() == Arguments)
      Bits |= callBits(Row.Id);
  return Bits;
}

StringRef wsk::publicName(const RecordDecl &Record) {
  StringRef Name = Record.getName();
  if (Name.empty())
    if (const TypedefNameDecl *T = Record.getTypedefNameForAnonDecl())
      Name = T->getName();
  Name.consume_front("_");
  return Name;
}

const WskRow *wsk::findMember(const FieldDecl &Member) {
  StringRef Table = publicName(*Member.getParent());
  if (!Table.consume_front("WSK_PROVIDER_") || !Table.consume_back("DISPATCH"))
    return nullptr;
  if (Table.empty())
    return findRow(Member.getName(), WskTable::Provider);
  Table.consume_back("_");
  static constexpr llvm::StringLiteral Categories[] = {
      "BASIC", "LISTEN", "DATAGRAM", "CONNECTION", "STREAM"};
  if (!llvm::is_contained(Categories, Table))
    return nullptr;
  return findRow(Member.getName(), WskTable::Socket);
}

// A project may define a wrapper that shadows the export's name; then its body
// is what runs.
static const WskRow *exportRow(const FunctionDecl *F) {
  if (!F || !F->getIdentifier() || F->hasBody() ||
      !F->getDeclContext()->getRedeclContext()->isTranslationUnit())
    return nullptr;
  return findExport(F->getName());
}

const WskRow *wsk::classifyCallee(const Expr *Callee) {
  Callee = Callee->IgnoreParenCasts();
  if (const auto *Unary = dyn_cast<UnaryOperator>(Callee))
    Callee = Unary->getSubExpr()->IgnoreParenCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    return Field ? findMember(*Field) : nullptr;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
    return exportRow(dyn_cast<FunctionDecl>(Ref->getDecl()));
  return nullptr;
}

// A pointer read from a table is a symbol whose origin is the member's region.
static ApiCall classifyValue(SVal Callee) {
  SymbolRef Symbol = Callee.getAsLocSymbol(/*IncludeBaseRegions=*/true);
  const MemRegion *Origin = Symbol ? Symbol->getOriginRegion() : nullptr;
  const auto *Field = dyn_cast_or_null<FieldRegion>(Origin);
  if (!Field)
    return {};
  ApiCall Call;
  Call.Row = findMember(*Field->getDecl());
  if (const SymbolicRegion *Base = Field->getSymbolicBase())
    Call.Table = Base->getSymbol();
  return Call;
}

// The table pointer in `X.Dispatch->Member`, when the member's own value says
// nothing (a NULL or forgotten table).
static SymbolRef tableOf(const Expr *Callee, const CallEvent &Call) {
  const auto *Member = dyn_cast<MemberExpr>(Callee->IgnoreParenCasts());
  if (!Member || !Member->isArrow())
    return nullptr;
  SVal Base =
      stateOf(Call)->getSVal(Member->getBase(), Call.getLocationContext());
  return Base.getAsLocSymbol(true);
}

ApiCall wsk::classify(const CallEvent &Call) {
  const auto *Origin = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  if (!Origin)
    return {};
  if (const auto *F = dyn_cast_or_null<FunctionDecl>(Call.getDecl()))
    return {exportRow(F), nullptr};
  const Expr *Callee = Origin->getCallee();
  SVal Value = stateOf(Call)->getSVal(Callee, Call.getLocationContext());
  if (ApiCall ByValue = classifyValue(Value))
    return ByValue;
  return {classifyCallee(Callee), tableOf(Callee, Call)};
}

std::string wsk::loadAliases(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return ("cannot read '" + Path + "': " + Buffer.getError().message()).str();
  for (llvm::line_iterator Line(**Buffer, /*SkipBlanks=*/true, '#');
       !Line.is_at_end(); ++Line) {
    auto [Own, Wsk] = Line->split('=');
    if (!findRow(Wsk.trim(), WskTable::Export) || Own.trim().empty())
      return (Path + ":" + llvm::Twine(Line.line_number()) +
              ": expected 'OwnName = WskRegister' or another export of WSK")
          .str();
    aliases()[Own.trim()] = Wsk.trim().str();
  }
  return "";
}
