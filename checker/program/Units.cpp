//===- Units.cpp - All units of a driver, parsed in parallel --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Units.h"
#include "llvm/Support/ThreadPool.h"

using namespace llvm;
using namespace wsk;

static bool mentionsDriverEntry(const UnitCommand &Command) {
  auto Text = readSource(Command.Texts.get(), Command.File);
  return Text && Text->getBuffer().contains("DriverEntry");
}

static void putInOrder(std::vector<UnitCommand> &Commands) {
  auto Rank = [](const UnitCommand &C) {
    return std::make_tuple(!C.CPlusPlus, !mentionsDriverEntry(C), C.File);
  };
  std::vector<std::pair<decltype(Rank(Commands[0])), UnitCommand>> Ranked;
  for (UnitCommand &C : Commands)
    Ranked.emplace_back(Rank(C), C);
  sort(Ranked, [](auto &A, auto &B) { return A.first < B.first; });
  for (auto [To, From] : zip(Commands, Ranked))
    To = std::move(From.second);
}

void wsk::parseUnits(std::vector<UnitCommand> Commands,
                     const ProgramOptions &Options,
                     function_ref<void(std::unique_ptr<Unit>)> Take) {
  putInOrder(Commands);
  DefaultThreadPool Pool(hardware_concurrency(Options.Jobs));
  size_t Count = Commands.size(), Ahead = 2 * Pool.getMaxConcurrency();
  std::vector<std::unique_ptr<Unit>> Units(Count);
  std::vector<std::shared_future<void>> Parsed;
  auto Start = [&](size_t I) {
    Parsed.push_back(Pool.async([&, I] { Units[I] = parseUnit(Commands[I]); }));
  };
  for (size_t I = 0; I < std::min(Ahead, Count); ++I)
    Start(I);
  for (size_t I = 0; I < Count; ++I) {
    Parsed[I].wait();
    if (I + Ahead < Count)
      Start(I + Ahead);
    if (Options.Progress)
      Options.Progress(I + 1, Count, Commands[I].File);
    Take(std::move(Units[I]));
  }
}
