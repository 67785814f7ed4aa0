//===- Merge.cpp - All units of a driver in one AST -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Merge.h"
#include "program/Analysis.h"
#include "program/Walk.h"
#include "clang/AST/ASTImporter.h"
#include "clang/AST/ASTImporterSharedState.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/Support/Path.h"
#include <deque>

using namespace clang;
using namespace llvm;
using namespace wsk;

static void lost(const Twine &What, const Twine &Cause) {
  if (RunLog *Log = RunLog::current())
    Log->Skipped.insert({What.str(), Cause.str(), /*Matters=*/true});
}

/// What the linker would tell an external function by.
static std::string linkName(const FunctionDecl &F) {
  std::string Name = F.getQualifiedNameAsString();
  if (F.getASTContext().getLangOpts().CPlusPlus && !F.isExternC())
    Name += F.getType().getAsString(); // tells overloads apart
  return Name;
}

static std::string nameAndFile(const NamedDecl &D, const Unit &U) {
  return (D.getQualifiedNameAsString() + " (" + sys::path::filename(U.File) +
          ")")
      .str();
}

namespace {
/// Imports declarations first and bodies one by one after them: a body that
/// cannot be imported costs its function only, not all callers, and no chain of
/// calls makes the import recurse deeply.
class UnitImporter : public ASTImporter {
public:
  UnitImporter(Unit &Into, Unit &From,
               std::shared_ptr<ASTImporterSharedState> Shared)
      : ASTImporter(Into.ast(), Into.CI->getFileManager(), From.ast(),
                    From.CI->getFileManager(), /*MinimalImport=*/false,
                    std::move(Shared)),
        From(From) {
    // Equal tags with different layouts are legal in C.
    setODRHandling(ODRHandlingType::Liberal);
    takeBodies();
  }

  /// Imports one declaration and reports what is lost.
  Decl *take(NamedDecl &D);
  /// Imports the bodies of all functions imported since the last call.
  void takePendingBodies();

private:
  void takeBodies();
  void takeBody(FunctionDecl &F, FunctionDecl &To);
  void Imported(Decl *D, Decl *To) override;
  std::string reason(Error E, size_t ErrorsBefore);

  Unit &From;
  DenseMap<const FunctionDecl *, Stmt *> Bodies;
  std::deque<std::pair<FunctionDecl *, FunctionDecl *>> Pending;
};
} // namespace

/// A body that the importer itself needs while it imports the declaration (to
/// deduce a type, to evaluate a constant, to instantiate) stays where it is.
static bool canComeLater(const FunctionDecl &F) {
  if (!F.doesThisDeclarationHaveABody() || F.isTemplated() ||
      F.isTemplateInstantiation() || F.isConstexpr() || F.isDefaulted() ||
      F.getReturnType()->getContainedDeducedType())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return !Method || !Method->getParent()->isLambda();
}

void UnitImporter::takeBodies() {
  forEachFunction(*From.ast().getTranslationUnitDecl(), [&](FunctionDecl &F) {
    if (canComeLater(F)) {
      Bodies[&F] = F.getBody();
      F.setBody(nullptr);
    }
  });
}

void UnitImporter::Imported(Decl *D, Decl *To) {
  auto *F = dyn_cast<FunctionDecl>(D);
  auto *ToF = dyn_cast_or_null<FunctionDecl>(To);
  if (F && ToF && Bodies.count(F))
    Pending.emplace_back(F, ToF);
}

/// The importer says what it cannot do in a diagnostic, and only "unsupported"
/// in its error.
std::string UnitImporter::reason(Error E, size_t ErrorsBefore) {
  std::string Kind = toString(std::move(E));
  if (From.Errors.size() > ErrorsBefore)
    return From.Errors[ErrorsBefore].Text;
  return "cannot be merged: " + Kind;
}

Decl *UnitImporter::take(NamedDecl &D) {
  size_t Before = From.Errors.size();
  Expected<Decl *> To = Import(&D);
  if (To)
    return *To;
  lost((isa<FunctionDecl>(D) ? "function " : "variable ") +
           nameAndFile(D, From),
       reason(To.takeError(), Before));
  return nullptr;
}

void UnitImporter::takePendingBodies() {
  while (!Pending.empty()) {
    auto [F, To] = Pending.front();
    Pending.pop_front();
    if (!To->isDefined())
      takeBody(*F, *To);
  }
}

void UnitImporter::takeBody(FunctionDecl &F, FunctionDecl &To) {
  size_t Before = From.Errors.size();
  Expected<Stmt *> Body = Import(Bodies.lookup(&F));
  if (Body) {
    To.setBody(*Body);
    return;
  }
  lost("function " + nameAndFile(F, From), reason(Body.takeError(), Before));
}

/// Moves a tag that is declared in a parameter list, `int F(struct Tag *)`, to
/// file scope. The importer cannot end there: to import the function it imports
/// its type, hence the tag, hence the function the tag is declared in.
static void liftPrototypeTags(FunctionDecl &F, TranslationUnitDecl &To) {
  SmallVector<TagDecl *, 2> Tags;
  for (Decl *D : F.decls()) {
    if (auto *Local = dyn_cast<FunctionDecl>(D))
      liftPrototypeTags(*Local, To);
    auto *Tag = dyn_cast<TagDecl>(D);
    if (Tag && (!F.hasBody() ||
                F.getASTContext().getSourceManager().isBeforeInTranslationUnit(
                    Tag->getLocation(), F.getBody()->getBeginLoc())))
      Tags.push_back(Tag);
  }
  for (TagDecl *Tag : Tags) {
    F.removeDecl(Tag);
    Tag->setDeclContext(&To);
    To.addDecl(Tag);
  }
}

static void liftPrototypeTags(TranslationUnitDecl &Unit) {
  forEachTopLevel(Unit, [&](Decl &D) {
    if (auto *F = dyn_cast<FunctionDecl>(&D))
      liftPrototypeTags(*F, Unit);
  });
}

//===----------------------------------------------------------------------===//
// Merger
//===----------------------------------------------------------------------===//

Merger::Merger(Unit &Into) : Into(Into) {
  forEachFunction(*Into.ast().getTranslationUnitDecl(), [&](FunctionDecl &F) {
    if (!isOwnFunction(F))
      return;
    Functions.push_back(&F);
    if (F.hasExternalFormalLinkage())
      DefinedIn[linkName(F)] = Into.File;
  });
}

Merger::~Merger() = default;

static bool isOwn(const Decl &D) {
  const SourceManager &SM = D.getASTContext().getSourceManager();
  SourceLocation Loc = SM.getExpansionLoc(D.getLocation());
  return Loc.isValid() && !SM.isInSystemHeader(Loc);
}

/// What a unit contributes to the driver: its own functions and variables. All
/// else (types, header functions) comes along when they refer to it.
static std::vector<NamedDecl *> definitionsOf(ASTContext &Ctx) {
  std::vector<NamedDecl *> Found;
  forEachTopLevel(*Ctx.getTranslationUnitDecl(), [&](Decl &D) {
    if (!isOwn(D) || D.isInvalidDecl())
      return;
    if (auto *F = dyn_cast<FunctionDecl>(&D); F && isOwnFunction(*F))
      Found.push_back(F);
    else if (auto *V = dyn_cast<VarDecl>(&D);
             V && V->isThisDeclarationADefinition() && !V->isTemplated())
      Found.push_back(V);
  });
  return Found;
}

void Merger::add(Unit &From) {
  if (!Shared)
    Shared = std::make_shared<ASTImporterSharedState>(
        *Into.ast().getTranslationUnitDecl());
  Merged = true;
  if (!From.ast().getLangOpts().CPlusPlus)
    liftPrototypeTags(*From.ast().getTranslationUnitDecl());
  std::vector<NamedDecl *> Definitions = definitionsOf(From.ast());
  UnitImporter Importer(Into, From, Shared);
  std::vector<FunctionDecl *> Taken;
  for (NamedDecl *D : Definitions) {
    auto *F = dyn_cast<FunctionDecl>(D);
    if (F && F->hasExternalFormalLinkage() && !F->isInlined()) {
      auto [First, New] = DefinedIn.try_emplace(linkName(*F), From.File);
      if (!New) {
        lost("function " + nameAndFile(*F, From),
             "it is also defined in " + sys::path::filename(First->second) +
                 ", which is analysed instead");
        continue;
      }
    }
    auto *To = dyn_cast_or_null<FunctionDecl>(Importer.take(*D));
    if (To)
      Taken.push_back(To);
    Importer.takePendingBodies();
  }
  bool IsC = !From.ast().getLangOpts().CPlusPlus;
  for (FunctionDecl *F : Taken) {
    if (!F->doesThisDeclarationHaveABody())
      continue;
    Functions.push_back(F);
    if (IsC && F->hasExternalFormalLinkage())
      FromC.insert(F->getNameAsString());
  }
}

//===----------------------------------------------------------------------===//
// One external thing, one declaration
//===----------------------------------------------------------------------===//

namespace {
/// Makes references to a declaration without definition refer to the one that
/// has it. The import keeps them apart when one was declared inside a block or
/// with another type.
class ReferenceJoiner : public RecursiveASTVisitor<ReferenceJoiner> {
public:
  /// \p FromC names the functions that came from C into C++: their AST does
  /// not show that they have C linkage.
  ReferenceJoiner(ASTContext &Ctx, const std::set<std::string> &FromC);

  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (ValueDecl *Other = definitionFor(*Ref->getDecl()))
      Ref->setDecl(Other);
    return true;
  }

private:
  ValueDecl *definitionFor(ValueDecl &D) const;

  StringMap<ValueDecl *> Definitions;
};
} // namespace

/// External and told by its name alone, in C or as seen from C.
static bool isPlainExternal(const NamedDecl &D) {
  return D.getIdentifier() && D.hasExternalFormalLinkage() &&
         (!D.getASTContext().getLangOpts().CPlusPlus ||
          D.getDeclContext()->getRedeclContext()->isTranslationUnit() ||
          D.isLocalExternDecl());
}

static ValueDecl *definitionOf(ValueDecl &D) {
  if (auto *F = dyn_cast<FunctionDecl>(&D))
    return F->getDefinition();
  auto *V = cast<VarDecl>(&D);
  if (VarDecl *Definition = V->getDefinition())
    return Definition;
  return V->getActingDefinition();
}

ReferenceJoiner::ReferenceJoiner(ASTContext &Ctx,
                                 const std::set<std::string> &FromC) {
  bool CPlusPlus = Ctx.getLangOpts().CPlusPlus;
  forEachTopLevel(*Ctx.getTranslationUnitDecl(), [&](Decl &D) {
    auto *Value = dyn_cast<ValueDecl>(&D);
    if (!Value || !isa<FunctionDecl, VarDecl>(Value) ||
        !isPlainExternal(*Value))
      return;
    auto *F = dyn_cast<FunctionDecl>(Value);
    if (F && CPlusPlus && !F->isExternC() && !FromC.count(F->getName().str()))
      return;
    if (ValueDecl *Definition = definitionOf(*Value))
      Definitions.try_emplace(Value->getName(), Definition);
  });
}

ValueDecl *ReferenceJoiner::definitionFor(ValueDecl &D) const {
  if (!isa<FunctionDecl, VarDecl>(D) || !isPlainExternal(D) || definitionOf(D))
    return nullptr;
  ValueDecl *Other = Definitions.lookup(D.getName());
  return Other && Other->getKind() == D.getKind() ? Other : nullptr;
}

void Merger::finish() {
  if (!Merged && Into.Conflicts.empty())
    return;
  ReferenceJoiner Joiner(Into.ast(), FromC);
  for (FunctionDecl *F : Functions)
    Joiner.TraverseStmt(F->getBody());
  forEachTopLevel(*Into.ast().getTranslationUnitDecl(), [&](Decl &D) {
    if (auto *V = dyn_cast<VarDecl>(&D); V && V->getInit() && isOwn(D))
      Joiner.TraverseStmt(V->getInit());
  });
}
