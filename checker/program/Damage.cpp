//===- Damage.cpp - What errors in the source cost ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Damage.h"
#include "api/KernelApi.h"
#include "program/Unit.h"
#include "program/Walk.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

//===----------------------------------------------------------------------===//
// Finding it
//===----------------------------------------------------------------------===//

namespace {
/// Finds the first use of something that did not compile.
class BrokenUse : public RecursiveASTVisitor<BrokenUse> {
public:
  std::string What;

  bool VisitExpr(Expr *E) {
    return !isa<RecoveryExpr>(E) || found("an expression with an error");
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) { return check(*E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) { return check(*E->getMemberDecl()); }
  bool VisitVarDecl(VarDecl *V) { return check(*V); }

private:
  bool check(const NamedDecl &D) {
    return !D.isInvalidDecl() || found("'" + D.getNameAsString() +
                                       "', whose declaration has an error");
  }
  bool found(const Twine &Text) {
    What = ("it uses " + Text).str();
    return false;
  }
};

/// The text of a declaration in one file.
struct Extent {
  FileID File;
  unsigned Begin = 0, End = 0;

  Extent(const Decl &D) {
    const SourceManager &SM = D.getASTContext().getSourceManager();
    SourceLocation Last = SM.getExpansionRange(D.getEndLoc()).getEnd();
    std::tie(File, Begin) =
        SM.getDecomposedLoc(SM.getExpansionLoc(D.getBeginLoc()));
    auto [EndFile, EndOffset] = SM.getDecomposedLoc(Last);
    End = EndFile == File ? EndOffset + 1 : Begin;
  }
  bool holds(const ParseError &E) const {
    return E.File == File && Begin <= E.Offset && E.Offset < End;
  }
};
} // namespace

static std::string withPlace(const ParseError &E) {
  return E.Where.empty() ? E.Text : E.Text + " (" + E.Where + ")";
}

/// The cause for which a function cannot be analysed; empty if it can.
static std::string damageOf(FunctionDecl &F, const Unit &U) {
  Extent Text(F);
  for (const ParseError &E : U.Errors)
    if (Text.holds(E))
      return withPlace(E);
  if (U.Conflicts.count(F.getLocation()))
    F.setInvalidDecl(false);
  if (F.isInvalidDecl())
    return "its declaration has an error";
  BrokenUse Search;
  Search.TraverseStmt(F.getBody());
  return Search.What;
}

static std::set<std::string> identifiersIn(const Extent &Text,
                                           const ASTContext &Ctx) {
  std::set<std::string> Names;
  StringRef Buffer = Ctx.getSourceManager().getBufferData(Text.File);
  SourceLocation Start = Ctx.getSourceManager().getLocForStartOfFile(Text.File);
  Lexer Raw(Start, Ctx.getLangOpts(), Buffer.begin(),
            Buffer.begin() + Text.Begin, Buffer.end());
  Token T;
  while (!Raw.LexFromRawLexer(T) &&
         Ctx.getSourceManager().getFileOffset(T.getLocation()) < Text.End)
    if (T.is(tok::raw_identifier))
      Names.insert(T.getRawIdentifier().str());
  return Names;
}

static StringRef fileOf(const Decl &D) {
  const SourceManager &SM = D.getASTContext().getSourceManager();
  return sys::path::filename(
      SM.getFilename(SM.getExpansionLoc(D.getLocation())));
}

static DamagedPart damaged(FunctionDecl &F, const std::string &Cause) {
  DamagedPart Part;
  Part.Entry.What =
      ("function " + F.getQualifiedNameAsString() + " (" + fileOf(F) + ")")
          .str();
  Part.Entry.Cause = Cause;
  Part.Function = F.getNameAsString();
  Part.Names = identifiersIn(Extent(F), F.getASTContext());
  const SourceManager &SM = F.getASTContext().getSourceManager();
  Part.InSystemHeader =
      SM.isInSystemHeader(SM.getExpansionLoc(F.getLocation()));
  Part.Unknown = F.getIdentifier() && F.getName() == "DriverEntry";
  return Part;
}

/// True for a declaration that is there in spite of errors inside it. Whoever
/// uses what is broken of it is found by that.
static bool survivesErrors(const Decl &D) {
  if (const auto *Class = dyn_cast<CXXRecordDecl>(&D))
    return Class->isCLike() && Class->isCompleteDefinition();
  return isa<RecordDecl, VarDecl, TypedefNameDecl, EnumDecl>(D);
}

/// Errors outside of all functions, by file. What refers to the broken
/// declaration is found by that; but a function may be lost altogether.
static void noteOtherErrors(Unit &U, ArrayRef<Extent> Accounted) {
  std::vector<Extent> Surviving;
  forEachTopLevel(*U.ast().getTranslationUnitDecl(), [&](Decl &D) {
    if (survivesErrors(D) && D.getBeginLoc().isValid())
      Surviving.push_back(D);
  });
  std::map<std::string, std::vector<const ParseError *>> ByFile;
  for (const ParseError &E : U.Errors) {
    if (E.InSystemHeader ||
        any_of(Accounted, [&](const Extent &X) { return X.holds(E); }))
      continue;
    StringRef File = StringRef(E.Where).rsplit(':').first;
    if (File.empty())
      File = sys::path::filename(U.File);
    ByFile[File.str()].push_back(&E);
  }
  for (const auto &[File, Errors] : ByFile) {
    DamagedPart Part;
    Part.Entry.What = "declarations in " + File;
    Part.Entry.Cause = withPlace(*Errors[0]);
    if (Errors.size() > 1)
      Part.Entry.Cause += formatv(" and {0} more", Errors.size() - 1);
    Part.Unknown = !all_of(Errors, [&](const ParseError *E) {
      return any_of(Surviving, [&](const Extent &X) { return X.holds(*E); });
    });
    U.Damaged.push_back(std::move(Part));
  }
}

/// Makes every struct one whose layout can be computed: Clang's analyzer asks
/// for it wherever the struct is used. Whoever uses the broken member itself is
/// damaged; the others do not see the difference.
static void repairRecords(DeclContext &Context) {
  for (Decl *D : Context.decls()) {
    auto *Record = dyn_cast<RecordDecl>(D);
    if (Record && !Record->isDependentContext()) {
      ASTContext &Ctx = Record->getASTContext();
      for (FieldDecl *Field : Record->fields())
        if (Ctx.getBaseElementType(Field->getType())->isIncompleteType() &&
            !Field->getType()->isIncompleteArrayType())
          Field->setType(Ctx.CharTy);
      repairRecords(*Record);
      Record->setInvalidDecl(false);
    } else if (isa<NamespaceDecl, LinkageSpecDecl>(D)) {
      repairRecords(*cast<DeclContext>(D));
    }
  }
}

void wsk::dropDamagedFunctions(Unit &U) {
  if (U.Errors.empty() && U.Conflicts.empty())
    return;
  std::vector<Extent> Accounted;
  forEachFunction(*U.ast().getTranslationUnitDecl(), [&](FunctionDecl &F) {
    std::string Cause = damageOf(F, U);
    if (Cause.empty())
      return;
    Accounted.push_back(F);
    U.Damaged.push_back(damaged(F, Cause));
    F.setBody(nullptr);
  });
  noteOtherErrors(U, Accounted);
  repairRecords(*U.ast().getTranslationUnitDecl());
}

namespace {
class FindsTable : public RecursiveASTVisitor<FindsTable> {
public:
  bool Found = false;
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    Found |=
        StringRef(E->getDecl()->getNameAsString()).starts_with("WdfFunctions");
    return !Found;
  }
};
} // namespace

static bool callsThroughTable(FunctionDecl &F) {
  FindsTable Search;
  if (F.getName().starts_with("Wdf"))
    Search.TraverseStmt(F.getBody());
  return Search.Found;
}

void wsk::dropKnownBodies(ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  forEachFunction(*Ctx.getTranslationUnitDecl(), [&](FunctionDecl &F) {
    if (!F.getIdentifier() || F.isConstexpr() ||
        !SM.isInSystemHeader(SM.getExpansionLoc(F.getLocation())))
      return;
    if (findKernelRow(F.getName()) || callsThroughTable(F))
      F.setBody(nullptr);
  });
}

//===----------------------------------------------------------------------===//
// Weighing it
//===----------------------------------------------------------------------===//

namespace {
/// What a function refers to, by name.
class References : public RecursiveASTVisitor<References> {
public:
  std::set<std::string> Functions, Globals;
  bool Wsk = false;

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    see(*E->getDecl(), isa<FunctionDecl>(E->getDecl()));
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    see(*E->getMemberDecl(), isa<FunctionDecl>(E->getMemberDecl()));
    return true;
  }

private:
  void see(const NamedDecl &D, bool Function) {
    std::string Name = D.getNameAsString();
    Wsk |= StringRef(Name).contains_insensitive("wsk");
    if (Function)
      Functions.insert(Name);
    else if (const auto *V = dyn_cast<VarDecl>(&D); V && V->hasGlobalStorage())
      Globals.insert(Name);
  }
};
} // namespace

/// Names whose mention means that WSK is, or may be, concerned.
static std::set<std::string>
namesThatMatter(ArrayRef<FunctionDecl *> Functions) {
  std::vector<std::pair<std::string, References>> All;
  for (FunctionDecl *F : Functions) {
    All.emplace_back(F->getNameAsString(), References());
    All.back().second.TraverseStmt(F->getBody());
  }
  std::set<std::string> Matter;
  for (bool Grown = true; Grown;) {
    Grown = false;
    for (auto &[Name, Refs] : All) {
      bool Reaches =
          Refs.Wsk || any_of(Refs.Functions, [&](const std::string &Callee) {
            return Matter.count(Callee);
          });
      if (Reaches && Matter.insert(Name).second)
        Grown = true;
    }
  }
  std::set<std::string> WithGlobals = Matter;
  for (auto &[Name, Refs] : All)
    if (Matter.count(Name))
      WithGlobals.insert(Refs.Globals.begin(), Refs.Globals.end());
  return WithGlobals;
}

void wsk::decideWhatMatters(std::vector<DamagedPart> &Parts,
                            ArrayRef<FunctionDecl *> Functions) {
  if (Parts.empty())
    return;
  std::set<std::string> Matter = namesThatMatter(Functions);
  // A damaged function that concerns WSK makes its damaged callers do so too.
  for (bool Grown = true; Grown;) {
    Grown = false;
    for (DamagedPart &Part : Parts) {
      if (Part.Entry.Matters)
        continue;
      Part.Entry.Matters =
          Part.Unknown || any_of(Part.Names, [&](const std::string &Name) {
            return StringRef(Name).contains_insensitive("wsk") ||
                   Matter.count(Name);
          });
      if (!Part.Entry.Matters)
        continue;
      Grown = true;
      Matter.insert(Part.Function);
    }
  }
}
