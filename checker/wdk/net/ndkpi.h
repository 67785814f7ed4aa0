//===- ndkpi.h - Network Direct kernel objects --------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The objects a WSK client of the NDK extension names. Their members are the
/// provider's business: the types stay opaque.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NDKPI_H
#define WSK_WDK_NDKPI_H

typedef struct _NDK_VERSION {
  USHORT Major;
  USHORT Minor;
} NDK_VERSION;

typedef struct _NDK_ADAPTER NDK_ADAPTER;
typedef struct _NDK_CQ NDK_CQ;
typedef struct _NDK_QP NDK_QP;
typedef struct _NDK_MR NDK_MR;
typedef struct _NDK_PD NDK_PD;

#endif // WSK_WDK_NDKPI_H
