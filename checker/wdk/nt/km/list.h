//===- list.h - Linked lists --------------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The list helpers have bodies: an analyzer inlines them.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KM_LIST_H
#define WSK_WDK_KM_LIST_H

FORCEINLINE VOID InitializeListHead(PLIST_ENTRY Head) {
  Head->Flink = Head;
  Head->Blink = Head;
}

FORCEINLINE BOOLEAN IsListEmpty(const LIST_ENTRY *Head) {
  return (BOOLEAN)(Head->Flink == Head);
}

FORCEINLINE BOOLEAN RemoveEntryList(PLIST_ENTRY Entry) {
  PLIST_ENTRY Next = Entry->Flink;
  PLIST_ENTRY Previous = Entry->Blink;
  Previous->Flink = Next;
  Next->Blink = Previous;
  return (BOOLEAN)(Next == Previous);
}

FORCEINLINE BOOLEAN RemoveEntryListUnsafe(PLIST_ENTRY Entry) {
  return RemoveEntryList(Entry);
}

FORCEINLINE PLIST_ENTRY RemoveHeadList(PLIST_ENTRY Head) {
  PLIST_ENTRY First = Head->Flink;
  PLIST_ENTRY Second = First->Flink;
  Head->Flink = Second;
  Second->Blink = Head;
  return First;
}

FORCEINLINE PLIST_ENTRY RemoveTailList(PLIST_ENTRY Head) {
  PLIST_ENTRY Last = Head->Blink;
  PLIST_ENTRY Previous = Last->Blink;
  Head->Blink = Previous;
  Previous->Flink = Head;
  return Last;
}

FORCEINLINE VOID InsertHeadList(PLIST_ENTRY Head, PLIST_ENTRY Entry) {
  PLIST_ENTRY First = Head->Flink;
  Entry->Flink = First;
  Entry->Blink = Head;
  First->Blink = Entry;
  Head->Flink = Entry;
}

FORCEINLINE VOID InsertTailList(PLIST_ENTRY Head, PLIST_ENTRY Entry) {
  PLIST_ENTRY Last = Head->Blink;
  Entry->Flink = Head;
  Entry->Blink = Last;
  Last->Flink = Entry;
  Head->Blink = Entry;
}

FORCEINLINE VOID AppendTailList(PLIST_ENTRY Head, PLIST_ENTRY ToAppend) {
  PLIST_ENTRY Last = Head->Blink;
  Head->Blink->Flink = ToAppend;
  Head->Blink = ToAppend->Blink;
  ToAppend->Blink->Flink = Head;
  ToAppend->Blink = Last;
}

FORCEINLINE VOID PushEntryList(PSINGLE_LIST_ENTRY Head,
                               PSINGLE_LIST_ENTRY Entry) {
  Entry->Next = Head->Next;
  Head->Next = Entry;
}

FORCEINLINE PSINGLE_LIST_ENTRY PopEntryList(PSINGLE_LIST_ENTRY Head) {
  PSINGLE_LIST_ENTRY First = Head->Next;
  if (First)
    Head->Next = First->Next;
  return First;
}

#define InitializeSingleListHead(Head) ((Head)->Next = NULL)

#endif // WSK_WDK_KM_LIST_H
