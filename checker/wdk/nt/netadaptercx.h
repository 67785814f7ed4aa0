//===- netadaptercx.h - Network adapters of the framework -----------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The class extension, as far as drivers that use sockets name it.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NETADAPTERCX_H
#define WSK_WDK_NETADAPTERCX_H

#include "wdf.h"

#include <ifdef.h>

#include "netcx/ring.h"

#include "netcx/adapter.h"

#endif // WSK_WDK_NETADAPTERCX_H
