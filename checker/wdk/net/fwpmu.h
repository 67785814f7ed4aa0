//===- fwpmu.h - Management of the filtering platform ---------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What kernel drivers take from the header of programs: the keys.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_FWPMU_H
#define WSK_WDK_FWPMU_H

#include "fwpmk.h"

#endif // WSK_WDK_FWPMU_H
