//===- AvlTable.cpp - Generic tables --------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

/// In front of each element; the table's own is the root's parent.
struct Links {
  Links *Parent, *Left, *Right;
  int8_t Balance;
};
static_assert(sizeof(Links) == 32);

struct Table;
using Compare = MSABI uint32_t (*)(Table *, void *, void *);
using Allocate = MSABI void *(*)(Table *, uint32_t);
using Free = MSABI void (*)(Table *, void *);

/// RTL_AVL_TABLE. The tree is ordered but not balanced: drivers cannot tell.
struct Table {
  Links Root; ///< the tree hangs on Right
  void *OrderedPointer;
  uint32_t WhichOrderedElement;
  uint32_t Count;
  uint32_t Depth;
  Links *RestartKey;
  uint32_t DeleteCount;
  Compare CompareRoutine;
  Allocate AllocateRoutine;
  Free FreeRoutine;
  void *Context;
};
static_assert(sizeof(Table) == 104);

enum : uint32_t { LessThan = 0, GreaterThan = 1, Equal = 2 };

void *dataOf(Links *Node) { return Node + 1; }

/// Where an element equal to \p Wanted is or would be; \p Parent gets the node
/// that slot belongs to.
Links **slotFor(Table *T, void *Wanted, Links *&Parent) {
  Parent = &T->Root;
  Links **Slot = &T->Root.Right;
  while (*Slot) {
    uint32_t Order = callDriver("table comparison routine", T->CompareRoutine,
                                T, Wanted, dataOf(*Slot));
    if (Order == Equal)
      break;
    Parent = *Slot;
    Slot = Order == LessThan ? &(*Slot)->Left : &(*Slot)->Right;
  }
  return Slot;
}

Links *leftmost(Links *Node) {
  while (Node && Node->Left)
    Node = Node->Left;
  return Node;
}

Links *successor(Table *T, Links *Node) {
  if (Node->Right)
    return leftmost(Node->Right);
  while (Node->Parent != &T->Root && Node->Parent->Right == Node)
    Node = Node->Parent;
  return Node->Parent == &T->Root ? nullptr : Node->Parent;
}

void replace(Links *Node, Links *By) {
  Links *Parent = Node->Parent;
  (Parent->Left == Node ? Parent->Left : Parent->Right) = By;
  if (By)
    By->Parent = Parent;
}

void unlink(Links *Node) {
  if (!Node->Left || !Node->Right)
    return replace(Node, Node->Left ? Node->Left : Node->Right);
  Links *Next = leftmost(Node->Right);
  if (Next->Parent != Node) {
    replace(Next, Next->Right);
    Next->Right = Node->Right;
    Next->Right->Parent = Next;
  }
  replace(Node, Next);
  Next->Left = Node->Left;
  Next->Left->Parent = Next;
}

MSABI void RtlInitializeGenericTableAvl(Table *T, Compare CompareRoutine,
                                        Allocate AllocateRoutine,
                                        Free FreeRoutine, void *Context) {
  *T = {};
  T->Root.Parent = &T->Root;
  T->CompareRoutine = CompareRoutine;
  T->AllocateRoutine = AllocateRoutine;
  T->FreeRoutine = FreeRoutine;
  T->Context = Context;
}
KERNEL_EXPORT(RtlInitializeGenericTableAvl, DISPATCH_LEVEL)

MSABI void *RtlInsertElementGenericTableAvl(Table *T, void *Data, uint32_t Size,
                                            BOOLEAN *New) {
  Links *Parent;
  Links **Slot = slotFor(T, Data, Parent);
  if (New)
    *New = !*Slot;
  if (*Slot)
    return dataOf(*Slot);
  auto *Node = static_cast<Links *>(callDriver("table allocation routine",
                                               T->AllocateRoutine, T,
                                               uint32_t(Size + sizeof(Links))));
  if (!Node) {
    if (New)
      *New = false;
    return nullptr;
  }
  *Node = {Parent, nullptr, nullptr, 0};
  *Slot = Node;
  memmove(dataOf(Node), Data, Size);
  ++T->Count;
  return dataOf(Node);
}
KERNEL_EXPORT(RtlInsertElementGenericTableAvl, DISPATCH_LEVEL)

MSABI void *RtlLookupElementGenericTableAvl(Table *T, void *Data) {
  Links *Parent;
  Links *Found = *slotFor(T, Data, Parent);
  return Found ? dataOf(Found) : nullptr;
}
KERNEL_EXPORT(RtlLookupElementGenericTableAvl, DISPATCH_LEVEL)

MSABI BOOLEAN RtlDeleteElementGenericTableAvl(Table *T, void *Data) {
  Links *Parent;
  Links *Found = *slotFor(T, Data, Parent);
  if (!Found)
    return false;
  unlink(Found);
  --T->Count;
  ++T->DeleteCount;
  callDriver("table free routine", T->FreeRoutine, T,
             static_cast<void *>(Found));
  return true;
}
KERNEL_EXPORT(RtlDeleteElementGenericTableAvl, DISPATCH_LEVEL)

MSABI uint32_t RtlNumberGenericTableElementsAvl(Table *T) { return T->Count; }
KERNEL_EXPORT(RtlNumberGenericTableElementsAvl, DISPATCH_LEVEL)

MSABI BOOLEAN RtlIsGenericTableEmptyAvl(Table *T) { return T->Count == 0; }
KERNEL_EXPORT(RtlIsGenericTableEmptyAvl, DISPATCH_LEVEL)

MSABI void *RtlGetElementGenericTableAvl(Table *T, uint32_t Index) {
  Links *Node = leftmost(T->Root.Right);
  for (; Node && Index; --Index)
    Node = successor(T, Node);
  return Node ? dataOf(Node) : nullptr;
}
KERNEL_EXPORT(RtlGetElementGenericTableAvl, DISPATCH_LEVEL)

MSABI void *RtlEnumerateGenericTableWithoutSplayingAvl(Table *T, Links **Key) {
  Links *Node = *Key ? successor(T, *Key) : leftmost(T->Root.Right);
  *Key = Node;
  return Node ? dataOf(Node) : nullptr;
}
KERNEL_EXPORT(RtlEnumerateGenericTableWithoutSplayingAvl, DISPATCH_LEVEL)

MSABI void *RtlEnumerateGenericTableAvl(Table *T, BOOLEAN Restart) {
  if (Restart)
    T->RestartKey = nullptr;
  return RtlEnumerateGenericTableWithoutSplayingAvl(T, &T->RestartKey);
}
KERNEL_EXPORT(RtlEnumerateGenericTableAvl, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
