//===- windef.h - User mode names of basic types ------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// minwindef.h plus points and rectangles.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_WINDEF_H
#define WSK_WDK_WINDEF_H

#include "minwindef.h"

typedef struct tagPOINT {
  LONG x;
  LONG y;
} POINT, *PPOINT, *LPPOINT;

typedef struct tagSIZE {
  LONG cx;
  LONG cy;
} SIZE, *PSIZE, *LPSIZE;

typedef struct tagRECT {
  LONG left;
  LONG top;
  LONG right;
  LONG bottom;
} RECT, *PRECT, *LPRECT;

typedef DWORD COLORREF;
DECLARE_HANDLE(HWND);

#endif // WSK_WDK_WINDEF_H
