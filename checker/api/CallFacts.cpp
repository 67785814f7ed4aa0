//===- CallFacts.cpp - What each function can reach and write -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "api/CallFacts.h"
#include "api/Conditions.h"
#include "api/KernelApi.h"
#include "api/Shapes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace wsk;

namespace {

/// What one AST pass collects before anything is propagated.
struct Collected {
  Collected(ASTContext &Ctx,
            llvm::DenseMap<const FunctionDecl *, FunctionFacts> &Facts,
            std::vector<const FunctionDecl *> &Order,
            std::vector<const VarDecl *> &Globals)
      : Ctx(Ctx), Facts(Facts), Order(Order), Globals(Globals) {}

  ASTContext &Ctx;
  llvm::DenseMap<const FunctionDecl *, FunctionFacts> &Facts;
  std::vector<const FunctionDecl *> &Order;
  std::vector<const VarDecl *> &Globals;
  llvm::SmallPtrSet<const FunctionDecl *, 32> Mentioned;
  /// Functions whose address is taken, by canonical type.
  llvm::DenseMap<const Type *, llvm::SmallVector<const FunctionDecl *, 4>>
      AddressTaken;
  /// Routines are looked up by name at run time.
  bool LinksAtRunTime = false;
  /// Calls through a pointer: caller and type of the callee.
  std::vector<std::pair<const FunctionDecl *, const Type *>> Indirect;
};

bool makesCodeRun(const KernelRow &Row) {
  return Row.Returns == KernelReturn::Irp ||
         (Row.Op >= KernelOp::SetCompletion && Row.Op != KernelOp::Print);
}

class BodyVisitor : public RecursiveASTVisitor<BodyVisitor> {
public:
  BodyVisitor(Collected &Out, const FunctionDecl *F, FunctionFacts &Facts)
      : Out(Out), F(F), Facts(Facts) {}

  bool shouldVisitImplicitCode() const { return true; }

  bool VisitStmt(Stmt *S) {
    ++Facts.Statements;
    Facts.Throws |= isa<CXXThrowExpr>(S);
    Facts.HasLoop |= isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
    Facts.HasBranch |= isa<IfStmt, SwitchStmt, AbstractConditionalOperator>(S);
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) {
    const Expr *Callee = Call->getCallee();
    Callees.insert(Callee->IgnoreParens());
    if (const WskRow *Row = classifyCallee(Callee)) {
      Facts.Reaches |= uint64_t(1) << int(Row->Id);
      noteBlock(Row->Id, *Call);
    } else if (const FunctionDecl *Target = Call->getDirectCallee())
      visitTarget(*Target);
    else
      Out.Indirect.push_back({F, pointeeType(Callee->getType())});
    const KernelRow *Row = kernelRow(Call->getDirectCallee());
    for (unsigned I = 0; I != Call->getNumArgs(); ++I)
      if (isWritable(Call->getArg(I)->getType()) &&
          (!Row || (Row->role(I) == 'w' && !onlyReads(*Row, *Call))))
        noteEscape(Call->getArg(I));
      else if (Row && Row->role(I) == 'f' && freesSocket(Call->getArg(I)))
        Facts.HandlesSockets = true;
    if (const FunctionDecl *Target = Call->getDirectCallee()) {
      noteReferences(*Target, *Call);
      Facts.Schedules |= !Row && !Target->hasBody() && givesRoutine(*Call);
    }
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    addCallee(E->getConstructor());
    return true;
  }

  // Destructors run where no expression names them.
  bool VisitVarDecl(VarDecl *V) {
    if (V->hasLocalStorage())
      addDestructor(V->getType());
    return true;
  }

  bool VisitCXXBindTemporaryExpr(CXXBindTemporaryExpr *E) {
    addDestructor(E->getType());
    return true;
  }

  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) {
    addDestructor(E->getDestroyedType());
    return true;
  }

  /// What ends with an object of type \p T.
  void addDestructor(QualType T) {
    const CXXRecordDecl *Class =
        T.isNull() ? nullptr
                   : T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (!Class || !Class->hasDefinition() || Class->hasTrivialDestructor())
      return;
    const CXXDestructorDecl *Own = Class->getDestructor();
    if (Own && Own->isUserProvided())
      addCallee(Own);
    else
      addParts(*Class);
  }

  void addParts(const CXXRecordDecl &Class) {
    for (const FieldDecl *Field : Class.fields())
      addDestructor(Field->getType());
    for (const CXXBaseSpecifier &Base : Class.bases())
      addDestructor(Base.getType());
  }

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp())
      noteWrite(B->getLHS());
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->isIncrementDecrementOp())
      noteWrite(U->getSubExpr());
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (const auto *Target = dyn_cast<FunctionDecl>(Ref->getDecl()))
      Out.Mentioned.insert(Target->getCanonicalDecl());
    return true;
  }

  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) {
    if (Cast->getCastKind() == CK_FunctionToPointerDecay &&
        !Callees.count(Cast))
      if (auto *Ref = dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()))
        if (auto *Target = dyn_cast<FunctionDecl>(Ref->getDecl()))
          Out.AddressTaken[canonical(Target->getType())].push_back(Target);
    return true;
  }

private:
  static const Type *canonical(QualType T) {
    return T.getCanonicalType().getTypePtr();
  }
  static const Type *pointeeType(QualType T) {
    return canonical(T->isPointerType() ? T->getPointeeType() : T);
  }
  static bool isWritable(QualType T) {
    return T->isPointerType() && !T->getPointeeType().isConstQualified() &&
           !T->getPointeeType()->isFunctionType();
  }

  void addCallee(const FunctionDecl *Target) {
    Facts.Callees.insert(Target->getCanonicalDecl());
    Out.Mentioned.insert(Target->getCanonicalDecl());
  }

  void visitTarget(const FunctionDecl &Target) {
    addCallee(&Target);
    const KernelRow *Row = kernelRow(&Target);
    Facts.AsksOthers |=
        !Target.hasBody() && (!Row || Row->Op != KernelOp::Print);
    if (!Row)
      return;
    Facts.Schedules |= makesCodeRun(*Row);
    Out.LinksAtRunTime |= Row->Op == KernelOp::SystemRoutine;
    Facts.Signals |= Row->Op == KernelOp::Signal;
  }

  static const KernelRow *kernelRow(const FunctionDecl *Target) {
    bool Bodiless = Target && Target->getIdentifier() && !Target->hasBody();
    return Bodiless ? findKernelRow(Target->getName()) : nullptr;
  }

  void noteReferences(const FunctionDecl &Target, const CallExpr &Call) {
    // The object of a member operator comes first and is no parameter.
    unsigned First = Call.getNumArgs() > Target.getNumParams() &&
                     isa<CXXOperatorCallExpr>(Call);
    for (unsigned I = 0; I != Target.getNumParams(); ++I) {
      QualType T = Target.getParamDecl(I)->getType();
      if (T->isLValueReferenceType() &&
          !T->getPointeeType().isConstQualified() &&
          I + First < Call.getNumArgs())
        noteWrite(Call.getArg(I + First));
    }
  }

  // Exchanging a value for the same value is how a flag is read atomically.
  bool onlyReads(const KernelRow &Row, const CallExpr &Call) const {
    if (Row.Op != KernelOp::CompareExchange || Call.getNumArgs() != 3)
      return false;
    Expr::EvalResult New, Old;
    const ASTContext &Ctx = Out.Ctx;
    auto Known = [&](const Expr *E, Expr::EvalResult &Value) {
      return !E->isValueDependent() && E->EvaluateAsInt(Value, Ctx);
    };
    return Known(Call.getArg(1), New) && Known(Call.getArg(2), Old) &&
           New.Val.getInt() == Old.Val.getInt();
  }

  void noteBlock(WskCall Id, const CallExpr &Call) {
    unsigned Index = Id == WskCall::Register;
    if (Call.getNumArgs() <= Index)
      return;
    const Expr *Arg = Call.getArg(Index)->IgnoreParenCasts();
    const auto *U = dyn_cast<UnaryOperator>(Arg);
    const Decl *Block = U && U->getOpcode() == UO_AddrOf
                            ? U->getSubExpr()->getReferencedDeclOfCallee()
                            : nullptr;
    Facts.Blocks[cast_or_null<ValueDecl>(
        Block ? Block->getCanonicalDecl() : nullptr)] |= uint64_t(1) << int(Id);
  }

  // `&g`, an array or `&g.f` handed to a call may be written there.
  void noteEscape(const Expr *Arg) {
    Arg = Arg->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(Arg))
      if (U->getOpcode() == UO_AddrOf)
        return noteWrite(U->getSubExpr());
    if (Arg->getType()->isArrayType())
      noteWrite(Arg);
  }

  void noteWrite(const Expr *Target) {
    Target = Target->IgnoreParenCasts();
    Facts.HandlesSockets |= isSocketPointer(Target->getType());
    if (const auto *Member = dyn_cast<MemberExpr>(Target)) {
      if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
        Facts.WrittenFields.insert(Field);
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Target)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (Var && Var->hasGlobalStorage())
        Facts.WrittenGlobals.insert(Var->getCanonicalDecl());
      Facts.WritesThroughPointers |= Var && Var->getType()->isReferenceType();
    } else if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(Target)) {
      noteWrite(Sub->getBase());
      Facts.WritesThroughPointers = true;
    } else {
      Facts.WritesThroughPointers = true;
    }
  }

  Collected &Out;
  /// Expressions that only name the function a call goes to.
  llvm::SmallPtrSet<const Expr *, 16> Callees;
  const FunctionDecl *F;
  FunctionFacts &Facts;
};

// What a call through a pointer to \p T may be if WSK is linked at run time:
// WSK's exports take a registration.
uint64_t linkedCalls(const Type &T) {
  const auto *F = T.getAs<FunctionProtoType>();
  if (!F)
    return 0;
  auto IsBlock = [](QualType P) {
    const RecordDecl *R = pointeeRecord(P);
    return R && publicName(*R) == "WSK_REGISTRATION";
  };
  return llvm::any_of(F->param_types(), IsBlock)
             ? exportsWith(F->getNumParams())
             : 0;
}

bool isInSystemHeader(const Decl &D) {
  return D.getASTContext().getSourceManager().isInSystemHeader(D.getLocation());
}

// Belongs to the function it stands in.
bool isLambda(const FunctionDecl &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method && Method->getParent()->isLambda();
}

// DriverEntry is the one name the loader itself knows (linker option /ENTRY
// gives others; they end up calling it).
bool isEntry(const FunctionDecl &F) {
  return F.getIdentifier() && F.getName() == "DriverEntry" &&
         F.getNumParams() == 2 && !isa<CXXMethodDecl>(F);
}

/// Finds every function body and every mention of a function outside bodies
/// (tables, initialisers).
class ProgramVisitor : public RecursiveASTVisitor<ProgramVisitor> {
public:
  explicit ProgramVisitor(Collected &Out) : Out(Out) {}
  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitFunctionDecl(FunctionDecl *F) {
    if (!F->doesThisDeclarationHaveABody() || F->isDependentContext())
      return true;
    const FunctionDecl *Key = F->getCanonicalDecl();
    if (Out.Facts.count(Key))
      return true;
    Out.Order.push_back(F);
    FunctionFacts Facts;
    BodyVisitor Visitor(Out, Key, Facts);
    Visitor.TraverseStmt(F->getBody());
    if (auto *Ctor = dyn_cast<CXXConstructorDecl>(F))
      for (CXXCtorInitializer *Init : Ctor->inits())
        Visitor.TraverseStmt(Init->getInit());
    if (auto *Destructor = dyn_cast<CXXDestructorDecl>(F))
      Visitor.addParts(*Destructor->getParent());
    Facts.Direct = Facts.Reaches;
    Out.Facts[Key] = std::move(Facts);
    return true;
  }

  // Its own body is a routine's when the lambda becomes a function pointer.
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    return VisitFunctionDecl(Lambda->getCallOperator());
  }

  bool VisitVarDecl(VarDecl *V) {
    FunctionFacts Ignored;
    if (!V->hasGlobalStorage() || V->isTemplated())
      return true;
    if (V->isFirstDecl() && !isInSystemHeader(*V))
      Out.Globals.push_back(V);
    if (V->hasInit())
      BodyVisitor(Out, nullptr, Ignored).TraverseStmt(V->getInit());
    return true;
  }

private:
  Collected &Out;
};

bool merge(FunctionFacts &Into, const FunctionFacts &From) {
  auto Size = [](const FunctionFacts &F) {
    size_t Calls = 0;
    for (const auto &[Block, Bits] : F.Blocks)
      Calls += llvm::popcount(Bits);
    return F.WrittenGlobals.size() + F.WrittenFields.size() + Calls;
  };
  size_t SizeBefore = Size(Into);
  uint64_t ReachesBefore = Into.Reaches;
  auto Flags = [](const FunctionFacts &F) {
    return F.Schedules + 2u * F.HandlesSockets + 4u * F.WritesThroughPointers +
           8u * F.AsksOthers + 16u * F.Signals;
  };
  unsigned FlagsBefore = Flags(Into);
  Into.Reaches |= From.Reaches;
  Into.Schedules |= From.Schedules;
  Into.Signals |= From.Signals;
  Into.HandlesSockets |= From.HandlesSockets;
  Into.WritesThroughPointers |= From.WritesThroughPointers;
  Into.AsksOthers |= From.AsksOthers;
  Into.WrittenGlobals.insert(From.WrittenGlobals.begin(),
                             From.WrittenGlobals.end());
  for (const auto &[Block, Bits] : From.Blocks)
    Into.Blocks[Block] |= Bits;
  Into.WrittenFields.insert(From.WrittenFields.begin(),
                            From.WrittenFields.end());
  return Size(Into) != SizeBefore || Into.Reaches != ReachesBefore ||
         Flags(Into) != FlagsBefore;
}

std::map<const ASTContext *, std::unique_ptr<CallFacts>> &cache() {
  static thread_local std::map<const ASTContext *, std::unique_ptr<CallFacts>>
      Cache;
  return Cache;
}

} // namespace

const CallFacts &CallFacts::get(ASTContext &Ctx) {
  std::unique_ptr<CallFacts> &Entry = cache()[&Ctx];
  if (!Entry)
    Entry = std::make_unique<CallFacts>(Ctx);
  return *Entry;
}

void CallFacts::forget(const ASTContext &Ctx) { cache().erase(&Ctx); }

CallFacts::CallFacts(ASTContext &Ctx) {
  Collected Out(Ctx, Facts, Order, Globals);
  ProgramVisitor(Out).TraverseDecl(Ctx.getTranslationUnitDecl());
  // A call through a pointer may reach whatever of that type had its address
  // taken.
  for (auto [Caller, T] : Out.Indirect)
    if (auto It = Facts.find(Caller); It != Facts.end())
      for (const FunctionDecl *Target : Out.AddressTaken.lookup(T))
        It->second.Callees.insert(Target->getCanonicalDecl());
  if (Out.LinksAtRunTime)
    for (auto [Caller, T] : Out.Indirect)
      if (auto It = Facts.find(Caller); It != Facts.end())
        It->second.Direct = It->second.Reaches |= linkedCalls(*T);
  for (const auto &[T, Functions] : Out.AddressTaken)
    for (const FunctionDecl *F : Functions)
      Taken.insert(F->getCanonicalDecl());
  findOverriders();
  propagate();
  findDeciders();
  for (const FunctionDecl *F : Order) {
    Anywhere |= lookup(F)->Reaches;
    if (isEntry(*F))
      Entry = F;
  }
  findUncalled(Out.Mentioned);
}

// A header's static function is another function in each source file.
void CallFacts::findUncalled(
    const llvm::SmallPtrSetImpl<const FunctionDecl *> &Mentioned) {
  auto PlaceOf = [](const FunctionDecl &F) {
    const SourceManager &SM = F.getASTContext().getSourceManager();
    auto [File, Offset] = SM.getDecomposedExpansionLoc(F.getLocation());
    OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
    return std::pair(Entry ? Entry->getName() : llvm::StringRef(), Offset);
  };
  llvm::DenseSet<std::pair<llvm::StringRef, unsigned>> Seen;
  for (const FunctionDecl *F : Order)
    if (Mentioned.count(F->getCanonicalDecl()))
      Seen.insert(PlaceOf(*F));
  for (const FunctionDecl *F : Order)
    if (F != Entry && !Mentioned.count(F->getCanonicalDecl()) &&
        !isLambda(*F) && !isInSystemHeader(*F) &&
        Seen.insert(PlaceOf(*F)).second)
      Uncalled.push_back(F);
}

void CallFacts::propagate() {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const FunctionDecl *F : Order) {
      FunctionFacts &Mine = Facts[F->getCanonicalDecl()];
      for (const FunctionDecl *Callee : Mine.Callees)
        if (auto It = Facts.find(Callee); It != Facts.end())
          if (&It->second != &Mine)
            Changed |= merge(Mine, It->second);
    }
  }
}

// From the functions that reach WSK outwards: what they test, what the helpers
// they ask test, and so on.
void CallFacts::findDeciders() {
  llvm::SmallPtrSet<const FunctionDecl *, 32> Asked;
  std::vector<const FunctionDecl *> ToDo;
  auto Ask = [&](const FunctionDecl *F) {
    if (Facts.count(F->getCanonicalDecl()) &&
        Asked.insert(F->getCanonicalDecl()).second)
      ToDo.push_back(F);
  };
  for (const FunctionDecl *F : Order)
    if (const FunctionFacts *Mine = lookup(F);
        Mine->Reaches || Mine->HandlesSockets)
      ToDo.push_back(F);
  while (!ToDo.empty()) {
    const FunctionDecl *F = ToDo.back()->getDefinition();
    ToDo.pop_back();
    if (!F || !F->hasBody())
      continue;
    Conditions Tested = conditionsOf(*F);
    Guards.insert(Tested.Values.begin(), Tested.Values.end());
    for (const FunctionDecl *Callee : Tested.Calls)
      Ask(Callee);
  }
  auto IsGuard = [&](const ValueDecl *V) { return Guards.count(V); };
  for (auto &[F, Mine] : Facts)
    Mine.Decides = Asked.count(F) ||
                   llvm::any_of(Mine.WrittenGlobals, IsGuard) ||
                   llvm::any_of(Mine.WrittenFields, IsGuard);
}

const FunctionFacts *CallFacts::lookup(const FunctionDecl *F) const {
  auto It = F ? Facts.find(F->getCanonicalDecl()) : Facts.end();
  return It == Facts.end() ? nullptr : &It->second;
}

unsigned CallFacts::countMakers(WskCall Call) const {
  return llvm::count_if(
      Order, [&](const FunctionDecl *F) { return lookup(F)->makes(Call); });
}

bool CallFacts::hasNet(WskCall Does, WskCall Undoes) const {
  return llvm::any_of(Order, [&](const FunctionDecl *F) {
    const FunctionFacts *Mine = lookup(F);
    return Mine->reaches(Does) && !Mine->reaches(Undoes);
  });
}
