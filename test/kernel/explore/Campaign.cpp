//===- Campaign.cpp - Many runs of one driver -----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "explore/Campaign.h"
#include "explore/Sampling.h"
#include <algorithm>
#include <ctime>

namespace kernel {
namespace explore {

namespace {
// Answers other than 0 of these kinds change what happens in the world rather
// than who runs when; the systematic part allows few of them.
constexpr unsigned WorldChoices = 1;
// The systematic part gets one in so many schedules, its budgets alike: in a
// long run it does not come back to the first choices, which sampling does.
constexpr unsigned SystematicShare = 2;
// Of the runs of a campaign, and of those at one distance from one guide: where
// a guide says little others are tried soon.
constexpr unsigned GuidedShare = 2, MostGuided = 100;
constexpr unsigned MaxFindings = 100;

class Campaign {
public:
  Campaign(const Settings &What, const Watcher &Before)
      : What(What), Before(Before) {}
  Summary run();

private:
  bool runOne(Explorer &By);
  void collect(const Outcome &Result, const Explorer &By);
  void note(const Violation &V, const Schedule &Way);
  void guided();
  void systematic();
  bool spent() const {
    return Sum.Schedules >= What.Schedules ||
           Sum.Schedules + 1 >= What.StopBefore;
  }

  Settings What;
  const Watcher &Before;
  Summary Sum;
  std::map<std::pair<std::string, uintptr_t>, size_t> Known;
  std::vector<Reach> Reached; // by the number of what was reached
};

Budget budget(unsigned Preemptions, unsigned Faults) {
  Budget B;
  for (unsigned &Of : B.Of)
    Of = WorldChoices;
  B.Of[unsigned(ChoiceKind::Preempt)] = Preemptions;
  B.Of[unsigned(ChoiceKind::Pick)] = Preemptions;
  B.Of[unsigned(ChoiceKind::Fault)] = Faults;
  if (Preemptions == 0 && Faults == 0)
    std::fill(std::begin(B.Of), std::end(B.Of), 0);
  return B;
}

/// Of two ways to the same violation: the one that wants for memory less, then
/// the shorter one.
bool isBetter(const Schedule &Way, const Schedule &Than) {
  std::vector<PlacedAnswer> One = uncommon(Way), Other = uncommon(Than);
  size_t OneLacks = allocationsFailed(One),
         OtherLacks = allocationsFailed(Other);
  return OneLacks != OtherLacks ? OneLacks < OtherLacks
                                : One.size() < Other.size();
}

void Campaign::note(const Violation &V, const Schedule &Way) {
  uintptr_t Site = siteOf(V);
  auto Place = Known.find({V.Rule.c_str(), Site});
  if (Place != Known.end()) {
    Finding &Old = Sum.Findings[Place->second];
    ++Old.Times;
    if (isBetter(Way, Old.Way))
      Old.Way = Way;
    return;
  }
  if (Sum.Findings.size() == MaxFindings)
    return;
  Known[{V.Rule.c_str(), Site}] = Sum.Findings.size();
  Sum.Findings.push_back(
      {V.Rule.c_str(), Site, V.Message.c_str(), Way, Sum.Schedules, 1});
}

void Campaign::collect(const Outcome &Result, const Explorer &By) {
  for (const Violation &V : violations())
    note(V, By.taken());
  if (Result.End == RunEnd::Inconclusive)
    ++Sum.Inconclusive[inconclusiveReason().c_str()];
  Sum.Switches += steps();
  if (Result.End == RunEnd::Abandoned) {
    ++Sum.SeenBefore;
    return;
  }
  const run::vector<uint32_t> &Times = reachedInRun();
  if (Times.size() > Reached.size())
    Reached.resize(Times.size());
  for (uint32_t Number = 0; Number != Times.size(); ++Number) {
    Reached[Number].Schedules += Times[Number] != 0;
    Reached[Number].Times += Times[Number];
  }
}

bool Campaign::runOne(Explorer &By) {
  if (spent() || !By.next(!What.FromStart))
    return false;
  ++Sum.Schedules;
  if (Before)
    Before(Sum.Schedules);
  setStrategy(&By);
  auto Keep = [&By] { return By.keep(); };
  const Snapshot *From = By.origin();
  Outcome Result = From ? runAgain(*From, Keep) : runOnce(Keep);
  setStrategy(nullptr);
  collect(Result, By);
  return true;
}

/// All guides at one distance before any at the next.
void Campaign::guided() {
  constexpr unsigned Distances = 4;
  const uint64_t Most = What.Schedules / GuidedShare /
                        (Distances * std::max<uint64_t>(What.Guides.size(), 1));
  const uint64_t Each = std::min<uint64_t>(MostGuided, Most);
  for (unsigned Distance = 0; Distance != Distances; ++Distance)
    for (const Guide &By : What.Guides) {
      Guided Near(By, budgetNear(Distance));
      for (uint64_t Count = 0; Count <= Each && runOne(Near);)
        ++Count;
    }
}

void Campaign::systematic() {
  const unsigned Budgets = (What.Preemptions + 1) * (What.Faults + 1);
  for (unsigned Total = 0; Total <= What.Preemptions + What.Faults; ++Total)
    for (unsigned Faults = 0; Faults <= std::min(Total, What.Faults);
         ++Faults) {
      unsigned Preemptions = Total - Faults;
      if (Preemptions > What.Preemptions)
        continue;
      DepthFirst All(budget(Preemptions, Faults), What.Reduce);
      uint64_t Cap = What.Of == Portfolio::Systematic
                         ? What.Schedules
                         : std::max<uint64_t>(
                               What.Schedules / SystematicShare / Budgets, 1);
      uint64_t Count = 0;
      while (Count != Cap && runOne(All))
        ++Count;
      if (Count != Cap && !spent())
        Sum.Exhausted = std::to_string(Preemptions) + " preemptions, " +
                        std::to_string(Faults) + " faults";
    }
}

Summary Campaign::run() {
  std::clock_t Begin = std::clock();
  guided();
  if (What.Of != Portfolio::Random)
    systematic();
  Random Wild(What.Seed);
  Priorities Ordered(What.Seed, 3);
  while (!spent() && What.Of != Portfolio::Systematic) {
    for (unsigned I = 0; I != 3; ++I)
      runOne(Wild);
    runOne(Ordered);
  }
  for (uint32_t Number = 0; Number != Reached.size(); ++Number) {
    if (!Reached[Number].Schedules)
      continue;
    Reach &R = Sum.Reached[reachedThing(Number)];
    R.Schedules += Reached[Number].Schedules;
    R.Times += Reached[Number].Times;
  }
  Sum.Seconds = double(std::clock() - Begin) / CLOCKS_PER_SEC;
  return Sum;
}

bool violates(const std::string &Rule, uintptr_t Site) {
  for (const Violation &V : violations())
    if (Rule == V.Rule.c_str() && siteOf(V) == Site)
      return true;
  return false;
}
} // namespace

uintptr_t siteOf(const Violation &V) {
  if (V.Where.Count)
    return V.Where.Pcs[0];
  uintptr_t Culprit = !V.Notes.empty() && V.Notes.front().Where.Count
                          ? V.Notes.front().Where.Pcs[0]
                          : 0;
  return Culprit ^ V.EntryLeft << 32;
}

Summary runCampaign(const Settings &What, const Watcher &Before) {
  return Campaign(What, Before).run();
}

Outcome replay(const std::vector<PlacedAnswer> &Answers, uint64_t &Strayed) {
  Replay By(Answers);
  By.next();
  setStrategy(&By);
  Outcome Result = runOnce();
  setStrategy(nullptr);
  Strayed = By.strayedAt();
  return Result;
}

/// What is taken when only \p Answers are unusual.
static Schedule taken(const std::vector<PlacedAnswer> &Answers) {
  Replay By(Answers);
  By.next();
  setStrategy(&By);
  runOnce();
  setStrategy(nullptr);
  return By.taken();
}

/// What comes after the violation, or long before its end, is noise: the
/// shortest beginning, in powers of two, that leads there.
static Schedule beginning(const Schedule &Way, const std::string &Rule,
                          uintptr_t Site) {
  std::vector<PlacedAnswer> Answers = uncommon(Way);
  for (size_t Keep = 1; Keep < Answers.size(); Keep *= 2) {
    Schedule Taken = taken({Answers.begin(), Answers.begin() + Keep});
    if (violates(Rule, Site))
      return Taken;
  }
  return Way;
}

Schedule shorten(const Schedule &Way, const std::string &Rule, uintptr_t Site) {
  Schedule Best = beginning(Way, Rule, Site);
  bool Shorter = true;
  // Long runs are not made as often as short ones.
  const size_t MaxRuns = std::min<size_t>(2000, 2000000 / (Best.size() + 1));
  for (unsigned Runs = 0; Shorter && Runs < MaxRuns;) {
    Shorter = false;
    std::vector<PlacedAnswer> Answers = uncommon(Best);
    for (size_t I = Answers.size(); I-- != 0 && Runs < MaxRuns;) {
      std::vector<PlacedAnswer> Without = Answers;
      Without.erase(Without.begin() + I);
      Schedule Taken = taken(Without);
      ++Runs;
      // A later answer that no longer fits its place counts as dropped too.
      if (!violates(Rule, Site) || uncommon(Taken).size() >= Answers.size())
        continue;
      Best = Taken;
      Answers = uncommon(Best);
      I = std::min(I, Answers.size());
      Shorter = true;
    }
  }
  return Best;
}

} // namespace explore
} // namespace kernel
