//===- Progress.h - What a long run is doing --------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_PROGRESS_H
#define WSK_TOOLS_PROGRESS_H

#include "llvm/ADT/StringRef.h"
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace wsk {

/// One line on a terminal, shown once a run has lasted two seconds and wiped
/// when it ends. Elsewhere it says nothing.
class Progress {
public:
  explicit Progress(bool Wanted);
  ~Progress();
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;

  /// From any thread: \p Done of \p Total files are parsed, \p File is next.
  void parsed(unsigned Done, unsigned Total, llvm::StringRef File);

private:
  void run();
  void draw(unsigned Seconds);

  std::mutex Guard;
  std::condition_variable Wake;
  bool Ended = false;
  bool Drawn = false;
  std::string Doing = "starting";
  std::thread Painter;
};

} // namespace wsk

#endif // WSK_TOOLS_PROGRESS_H
