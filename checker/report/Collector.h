//===- Collector.h - Analyzer reports become findings -----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_REPORT_COLLECTOR_H
#define WSK_REPORT_COLLECTOR_H

#include "report/Finding.h"

namespace clang::ento {
class PathDiagnosticConsumer;
} // namespace clang::ento

namespace wsk {

/// A consumer that appends every report of a `wsk.*` rule to \p Out when the
/// analysis ends, in no particular order (see sortFindings). Reports of other
/// checkers are dropped. \p Out must live until the AnalysisConsumer it is
/// added to is destroyed.
std::unique_ptr<clang::ento::PathDiagnosticConsumer>
createCollector(std::vector<Finding> &Out);

/// \p File as the user would open it: relative to the working directory when
/// it lies below, otherwise unchanged.
std::string displayName(llvm::StringRef File);

} // namespace wsk

#endif // WSK_REPORT_COLLECTOR_H
