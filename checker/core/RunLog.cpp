//===- RunLog.cpp - What an analysis run says besides findings ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/RunLog.h"

using namespace wsk;

static thread_local RunLog *Current = nullptr;

RunLog *RunLog::current() { return Current; }

RunLog::Scope::Scope(RunLog &Log) : Before(Current) { Current = &Log; }

RunLog::Scope::~Scope() { Current = Before; }
