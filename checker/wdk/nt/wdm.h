//===- wdm.h - Windows Driver Model -------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The umbrella header of kernel drivers. Each component has its own file under
/// km/.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_WDM_H
#define WSK_WDK_WDM_H

#define _WDMDDK_

#include "intrin.h"
#include "ntdef.h"
#include "ntstatus.h"

#include "km/base.h"

#include "km/ioconst.h"

#include "km/fileinfo.h"

#include "km/list.h"

#include "km/atomic.h"

#include "km/ke.h"

#include "km/mm.h"

#include "km/pool.h"

#include "km/ex.h"

#include "km/iotypes.h"

#include "km/fastio.h"

#include "km/io.h"

#include "km/rtl.h"

#include "km/ps.h"

#include "km/zw.h"

#include "km/debug.h"

#include "km/se.h"

#include "km/po.h"

#include "km/pofx.h"

#include "km/dma.h"

#endif // WSK_WDK_WDM_H
