//===- ListOps.cpp - Lists that are changed under a lock of their own -----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Sequenced singly-linked lists and the ExInterlocked...List routines. On one
/// path they are ordinary lists: what is pushed is what is popped.
//===----------------------------------------------------------------------===//
#include "model/Evaluate.h"
#include "model/Later.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {
/// One call on a list.
class ListCall {
public:
  ListCall(const CallSite &Site, ProgramStateRef State)
      : Site(Site), State(std::move(State)),
        Pointer(Site.C.getASTContext().VoidPtrTy) {}

  /// The address of field \p Name of the record argument \p Arg points to.
  SVal place(int Arg, StringRef Name) const {
    QualType T = Site.pointee(Arg);
    return T.isNull() ? SVal(UnknownVal())
                      : fieldAddress(State, Site.arg(Arg), T, Name);
  }
  /// The same for the record at \p Base, of the type of argument \p Like.
  SVal placeAt(SVal Base, int Like, StringRef Name) const {
    return fieldAddress(State, Base, Site.pointee(Like), Name);
  }

  SVal load(SVal Place) const {
    auto L = Place.getAs<Loc>();
    if (!L)
      return UnknownVal();
    SVal Value = State->getSVal(*L, Pointer);
    return Value.isZeroConstant() ? null() : Value;
  }
  void store(SVal Place, SVal Value) {
    if (auto L = Place.getAs<Loc>())
      State = State->bindLoc(*L, Value, Site.frame());
  }

  SVal null() const { return Site.C.getSValBuilder().makeZeroVal(Pointer); }

  bool finish(SVal Result) {
    if (!Site.resultType()->isVoidType())
      State = Site.returning(State, Result);
    Site.C.addTransition(State);
    return true;
  }

  const CallSite &Site;
  ProgramStateRef State;

private:
  QualType Pointer;
};
} // namespace

// A list nobody has seen from its beginning: it keeps what it is given.
static bool keepUnseen(ListCall List) {
  const CallSite &Site = List.Site;
  static const int Tag = 0;
  List.State =
      escape(escapeContent(Site.C, List.State, Site.arg(1)), Site.arg(1));
  SVal Old = Site.resultType()->isVoidType()
                 ? SVal(UnknownVal())
                 : freshValue(Site.C, Site.expr(), Site.resultType(), &Tag);
  return List.finish(Old);
}

//===----------------------------------------------------------------------===//
// Singly linked: the first entry's address stands in the header
//===----------------------------------------------------------------------===//

static SVal headOf(const ListCall &List) {
  // SLIST_HEADER keeps it in the second half, SINGLE_LIST_ENTRY in its link.
  SVal Sequenced = List.place(0, "Region");
  return Sequenced.isUnknown() ? List.place(0, "Next") : Sequenced;
}

static bool initialise(ListCall List) {
  SVal Head = headOf(List);
  if (Head.isUnknown())
    return false;
  List.store(Head, List.null());
  return List.finish(UnknownVal());
}

static bool push(ListCall List) {
  SVal Head = headOf(List), Link = List.place(1, "Next");
  if (Head.isUnknown() || Link.isUnknown())
    return keepUnseen(List);
  SVal Old = List.load(Head);
  List.store(Link, Old);
  List.store(Head, List.Site.arg(1));
  return List.finish(Old);
}

static QualType entryType(const ListCall &List) {
  QualType T = List.Site.resultType();
  return T->isPointerType() ? T->getPointeeType() : QualType();
}

static bool pop(ListCall List) {
  SVal Head = headOf(List);
  SVal First = Head.isUnknown() ? Head : List.load(Head);
  QualType Entry = entryType(List);
  if (Entry.isNull() || First.isUnknown())
    return false;
  if (!First.isZeroConstant()) {
    if (!First.getAsRegion())
      return false;
    List.store(Head, List.load(fieldAddress(List.State, First, Entry, "Next")));
  }
  return List.finish(First);
}

static bool peek(ListCall List, bool Take) {
  SVal Head = headOf(List);
  SVal First = Head.isUnknown() ? Head : List.load(Head);
  if (First.isUnknown())
    return false;
  if (Take)
    List.store(Head, List.null());
  return List.finish(First);
}

//===----------------------------------------------------------------------===//
// Doubly linked
//===----------------------------------------------------------------------===//

// Between the head and its neighbour on side \p Near; \p Far is the other side.
static bool insert(ListCall List, StringRef Near, StringRef Far) {
  SVal HeadNear = List.place(0, Near);
  SVal Neighbour = List.load(HeadNear);
  SVal Head = List.Site.arg(0), Entry = List.Site.arg(1);
  if (!Neighbour.getAsRegion() || !Head.getAsRegion() || !Entry.getAsRegion())
    return keepUnseen(List);
  List.store(List.place(1, Near), Neighbour);
  List.store(List.place(1, Far), Head);
  List.store(List.placeAt(Neighbour, 0, Far), Entry);
  List.store(HeadNear, Entry);
  bool WasEmpty =
      Neighbour.getAsRegion()->StripCasts() == Head.getAsRegion()->StripCasts();
  return List.finish(WasEmpty ? List.null() : Neighbour);
}

static bool removeHead(ListCall List) {
  SVal Forward = List.place(0, "Flink");
  SVal First = List.load(Forward), Head = List.Site.arg(0);
  if (!First.getAsRegion() || !Head.getAsRegion())
    return false;
  if (First.getAsRegion()->StripCasts() == Head.getAsRegion()->StripCasts())
    return List.finish(List.null());
  SVal Second = List.load(List.placeAt(First, 0, "Flink"));
  if (!Second.getAsRegion())
    return false;
  List.store(Forward, Second);
  List.store(List.placeAt(Second, 0, "Blink"), Head);
  return List.finish(First);
}

bool wsk::evaluateListOp(const KernelRow &Row, const CallSite &Site,
                         ProgramStateRef State) {
  ListCall List(Site, State);
  switch (Row.Op) {
  case KernelOp::ListInit:
    return initialise(List);
  case KernelOp::ListPush:
    return push(List);
  case KernelOp::ListPop:
    return pop(List);
  case KernelOp::ListFlush:
    return peek(List, /*Take=*/true);
  case KernelOp::ListFirst:
    return peek(List, /*Take=*/false);
  case KernelOp::ListInsertHead:
    return insert(List, "Flink", "Blink");
  case KernelOp::ListInsertTail:
    return insert(List, "Blink", "Flink");
  case KernelOp::ListRemoveHead:
    return removeHead(List);
  default:
    return false;
  }
}
