//===- Progress.cpp - What a long run is doing ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Progress.h"
#include "report/SourceText.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace wsk;

static constexpr std::chrono::seconds Patience(2);
static constexpr std::chrono::milliseconds Beat(500);
static constexpr StringLiteral WipeLine = "\r\033[K";

Progress::Progress(bool Wanted) {
  if (Wanted && sys::Process::StandardErrIsDisplayed())
    Painter = std::thread([this] { run(); });
}

Progress::~Progress() {
  if (!Painter.joinable())
    return;
  {
    std::lock_guard<std::mutex> Lock(Guard);
    Ended = true;
  }
  Wake.notify_one();
  Painter.join();
  if (Drawn)
    errs() << WipeLine;
}

void Progress::parsed(unsigned Done, unsigned Total, StringRef File) {
  std::lock_guard<std::mutex> Lock(Guard);
  if (Done == Total)
    Doing = "analysing " + std::to_string(Total) +
            (Total == 1 ? " file" : " files");
  else
    Doing = "parsing " + std::to_string(Done + 1) + "/" +
            std::to_string(Total) + " " + printable(sys::path::filename(File));
}

/// Ticks by itself: the analysis of one driver has no steps to report.
void Progress::run() {
  auto Start = std::chrono::steady_clock::now();
  std::unique_lock<std::mutex> Lock(Guard);
  auto Next = Start + Patience;
  while (!Wake.wait_until(Lock, Next, [this] { return Ended; })) {
    auto Elapsed = std::chrono::steady_clock::now() - Start;
    draw(std::chrono::duration_cast<std::chrono::seconds>(Elapsed).count());
    Next += Beat;
  }
}

void Progress::draw(unsigned Seconds) {
  errs() << WipeLine << "wsk-check: " << Doing << " (" << Seconds << " s)";
  Drawn = true;
}
