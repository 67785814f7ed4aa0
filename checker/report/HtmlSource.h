//===- HtmlSource.h - Source text in the HTML report ------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_REPORT_HTMLSOURCE_H
#define WSK_REPORT_HTMLSOURCE_H

#include "report/Finding.h"
#include "report/SourceText.h"
#include "llvm/Support/raw_ostream.h"

namespace wsk {

/// \p Text as HTML text or as an attribute's value in double quotes: valid
/// UTF-8 without control characters, nothing of it markup.
std::string escaped(llvm::StringRef Text);

/// The files a report's findings and stories point into.
class HtmlFiles {
public:
  explicit HtmlFiles(const std::vector<Finding> &Findings);

  /// The number under which a file is listed; nothing for a file without name.
  std::optional<unsigned> number(llvm::StringRef File) const;

  /// Prints every file, line by line: `L<number>-<line>` is the id of a line's
  /// row. Of a very long file only the surroundings of what is pointed at.
  void print(llvm::raw_ostream &OS, const LineSource &Lines) const;

private:
  void printFile(llvm::StringRef Name, unsigned Number,
                 const std::set<unsigned> &Wanted, llvm::raw_ostream &OS,
                 const LineSource &Lines) const;
  void add(const Place &At);

  /// Name -> lines that are pointed at. Files are numbered in this order.
  std::map<std::string, std::set<unsigned>> Pointed;
};

} // namespace wsk

#endif // WSK_REPORT_HTMLSOURCE_H
