//===- pctables.h - Filter tables of audio miniports --------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What a miniport says of its pins, nodes and properties.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_AUDIO_PCTABLES_H
#define WSK_WDK_AUDIO_PCTABLES_H

#ifdef __cplusplus
typedef struct _PCPROPERTY_REQUEST PCPROPERTY_REQUEST, *PPCPROPERTY_REQUEST;
typedef struct _PCEVENT_REQUEST PCEVENT_REQUEST, *PPCEVENT_REQUEST;

typedef NTSTATUS (*PCPFNPROPERTY_HANDLER)(PPCPROPERTY_REQUEST PropertyRequest);
typedef NTSTATUS (*PCPFNEVENT_HANDLER)(PPCEVENT_REQUEST EventRequest);

typedef struct {
  const GUID *Set;
  ULONG Id;
  ULONG Flags;
  PCPFNPROPERTY_HANDLER Handler;
} PCPROPERTY_ITEM, *PPCPROPERTY_ITEM;

typedef struct {
  const GUID *Set;
  ULONG Id;
  ULONG Flags;
  PVOID Handler;
} PCMETHOD_ITEM, *PPCMETHOD_ITEM;

typedef struct {
  const GUID *Set;
  ULONG Id;
  ULONG Flags;
  PCPFNEVENT_HANDLER Handler;
} PCEVENT_ITEM, *PPCEVENT_ITEM;

struct _PCPROPERTY_REQUEST {
  PUNKNOWN MajorTarget;
  PUNKNOWN MinorTarget;
  ULONG Node;
  const PCPROPERTY_ITEM *PropertyItem;
  ULONG Verb;
  ULONG InstanceSize;
  PVOID Instance;
  ULONG ValueSize;
  PVOID Value;
  PIRP Irp;
};

struct _PCEVENT_REQUEST {
  PUNKNOWN MajorTarget;
  PUNKNOWN MinorTarget;
  ULONG Node;
  const PCEVENT_ITEM *EventItem;
  PVOID EventEntry;
  ULONG Verb;
  PIRP Irp;
};

typedef struct {
  ULONG PropertyItemSize;
  ULONG PropertyCount;
  const PCPROPERTY_ITEM *Properties;
  ULONG MethodItemSize;
  ULONG MethodCount;
  const PCMETHOD_ITEM *Methods;
  ULONG EventItemSize;
  ULONG EventCount;
  const PCEVENT_ITEM *Events;
  ULONG Reserved;
} PCAUTOMATION_TABLE, *PPCAUTOMATION_TABLE;

#define DEFINE_PCAUTOMATION_TABLE_PROP(Table, PropertyTable)                   \
  const PCAUTOMATION_TABLE Table = {sizeof((PropertyTable)[0]),                \
                                    SIZEOF_ARRAY(PropertyTable),               \
                                    (const PCPROPERTY_ITEM *)(PropertyTable),  \
                                    0,                                         \
                                    0,                                         \
                                    NULL,                                      \
                                    0,                                         \
                                    0,                                         \
                                    NULL,                                      \
                                    0}
#define DEFINE_PCAUTOMATION_TABLE_PROP_EVENT(Table, PropertyTable, EventTable) \
  const PCAUTOMATION_TABLE Table = {sizeof((PropertyTable)[0]),                \
                                    SIZEOF_ARRAY(PropertyTable),               \
                                    (const PCPROPERTY_ITEM *)(PropertyTable),  \
                                    0,                                         \
                                    0,                                         \
                                    NULL,                                      \
                                    sizeof((EventTable)[0]),                   \
                                    SIZEOF_ARRAY(EventTable),                  \
                                    (const PCEVENT_ITEM *)(EventTable),        \
                                    0}

typedef struct {
  ULONG MaxGlobalInstanceCount;
  ULONG MaxFilterInstanceCount;
  ULONG MinFilterInstanceCount;
  const PCAUTOMATION_TABLE *AutomationTable;
  KSPIN_DESCRIPTOR KsPinDescriptor;
} PCPIN_DESCRIPTOR, *PPCPIN_DESCRIPTOR;

typedef struct {
  ULONG Flags;
  const PCAUTOMATION_TABLE *AutomationTable;
  const GUID *Type;
  const GUID *Name;
} PCNODE_DESCRIPTOR, *PPCNODE_DESCRIPTOR;

typedef struct {
  ULONG FromNode;
  ULONG FromNodePin;
  ULONG ToNode;
  ULONG ToNodePin;
} PCCONNECTION_DESCRIPTOR, *PPCCONNECTION_DESCRIPTOR;

#define PCFILTER_NODE ((ULONG) - 1)

typedef struct {
  ULONG Version;
  const PCAUTOMATION_TABLE *AutomationTable;
  ULONG PinSize;
  ULONG PinCount;
  const PCPIN_DESCRIPTOR *Pins;
  ULONG NodeSize;
  ULONG NodeCount;
  const PCNODE_DESCRIPTOR *Nodes;
  ULONG ConnectionCount;
  const PCCONNECTION_DESCRIPTOR *Connections;
  ULONG CategoryCount;
  const GUID *Categories;
} PCFILTER_DESCRIPTOR, *PPCFILTER_DESCRIPTOR;
#endif

#endif // WSK_WDK_AUDIO_PCTABLES_H
