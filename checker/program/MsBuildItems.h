//===- MsBuildItems.h - Item definitions and items --------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_MSBUILDITEMS_H
#define WSK_PROGRAM_MSBUILDITEMS_H

#include "program/MsBuild.h"
#include "program/MsBuildXml.h"

namespace wsk::msbuild {

/// An ItemGroup or ItemDefinitionGroup, and the file it stands in.
struct Group {
  const Element *E;
  const Values *ThisFile;
};

/// Passes 2 and 3 of an evaluation: fills To.Items, in the order of the text.
/// To.Properties have their final values.
void evaluateItems(const std::vector<Group> &Definitions,
                   const std::vector<Group> &ItemGroups, const Files &Disk,
                   Project &To);

} // namespace wsk::msbuild

#endif // WSK_PROGRAM_MSBUILDITEMS_H
