//===- Options.cpp - What the command line asks for -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "tool/Options.h"
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

namespace kernel {
namespace tool {

const char Usage[] =
    R"(usage: wsk-kernel run     SOURCE...|IMAGE [OPTION...] [-- COMPILER-ARG...]
       wsk-kernel explore SOURCE...|IMAGE [OPTION...] [-- COMPILER-ARG...]
       wsk-kernel replay  SCHEDULE SOURCE...|IMAGE [OPTION...] [-- ...]

Compiles a Windows driver, runs it in a simulated kernel and reports the rules
it breaks. SOURCE is a C or C++ file, IMAGE a linked driver (.sys).

  run       one run in which nothing fails, with the host's sockets on
            loopback; unloads when the driver has no socket left, after
            --seconds, or on SIGINT and SIGTERM
  explore   many runs, each with other thread switches, failures and peers;
            every violation comes with a SCHEDULE
  replay    the one run that SCHEDULE describes, with all its steps; SCHEDULE
            is what explore printed, or a file that holds it

  --port D=H        port D of the driver is port H of loopback in a run; the
                    host chooses when H is 0
  --name NAME       a name that means loopback in a run, beside localhost
  --seconds N       unload after N seconds of a run
  --schedules N     runs of explore (default 20000)
  --seed S          of the random ones (default 1)
  --preemptions P   thread switches of the systematic runs (default 2)
  --faults F        failing calls of the systematic runs (default 1)
  --strategy WHICH  systematic or random runs only
  --guide FILE      begin with the schedules nearest to the paths through the
                    driver's sources that FILE tells of (JSON; explore)
  --from-start      every run of explore makes all its steps itself, instead of
                    going on from a snapshot of another one (slower)
  --no-reduction    systematic runs go on from a state however often they come
                    upon it (for comparison)
  --stall-disconnects
                    peers may leave a graceful disconnect without an answer for
                    ever: waiting for it without limit is a hang
  --check-memory    check every load and store of the driver (not for an IMAGE)
  --trace           show the steps of each finding
  --scenario FILE   what programs ask of the driver's devices (JSON); without
                    one a run has no programs, and explore one that opens the
                    device, makes the requests it finds in the driver's code,
                    and closes it
  --json FILE       write the report as JSON too; - for standard output
  --help, --version

Exit status: 0 no violation; 1 violation; 2 inconclusive, with the reason;
3 wrong use, a driver that cannot be built or loaded, or an internal error.
)";

namespace {

class Parser {
public:
  Parser(int Argc, char **Argv, Options &Out)
      : Words(Argv + 1, Argv + Argc), Out(Out) {}
  std::string parse();

private:
  std::string option(const std::string &Name);
  std::string strategy();
  std::string value(const std::string &Name, std::string &To);
  template <class Number>
  std::string number(const std::string &Name, Number &To, uint64_t Most);
  std::string positional(const std::string &Word);
  std::string port(const std::string &Name);

  std::vector<std::string> Words;
  size_t Next = 0;
  Options &Out;
};

std::string Parser::value(const std::string &Name, std::string &To) {
  if (Next == Words.size() || Words[Next] == "--")
    return Name + " needs a value";
  To = Words[Next++];
  return "";
}

template <class Number>
std::string Parser::number(const std::string &Name, Number &To, uint64_t Most) {
  std::string Text;
  std::string Wrong = value(Name, Text);
  if (!Wrong.empty())
    return Wrong;
  char *End;
  errno = 0;
  unsigned long long Value = strtoull(Text.c_str(), &End, 10);
  if (Text.empty() || !isdigit(static_cast<unsigned char>(Text[0])) || *End ||
      errno || Value > Most)
    return Name + ": '" + Text + "' is no number from 0 to " +
           std::to_string(Most);
  To = Number(Value);
  return "";
}

/// A port below 65536; false when \p Text is none.
bool parsePort(const std::string &Text, uint16_t &Port) {
  if (Text.empty() || Text.size() > 5 ||
      Text.find_first_not_of("0123456789") != std::string::npos)
    return false;
  unsigned long Value = strtoul(Text.c_str(), nullptr, 10);
  Port = uint16_t(Value);
  return Value <= UINT16_MAX;
}

std::string Parser::port(const std::string &Name) {
  std::string Text;
  std::string Wrong = value(Name, Text);
  if (!Wrong.empty())
    return Wrong;
  size_t Equals = Text.find('=');
  uint16_t Driver, Host;
  if (Equals == std::string::npos ||
      !parsePort(Text.substr(0, Equals), Driver) ||
      !parsePort(Text.substr(Equals + 1), Host))
    return Name + ": '" + Text + "' is not DRIVER-PORT=HOST-PORT";
  Out.Host.Ports[Driver] = Host;
  Out.Serves = true;
  return "";
}

std::string Parser::strategy() {
  std::string Text;
  std::string Wrong = value("--strategy", Text);
  if (Text == "systematic")
    Out.Explore.Of = explore::Portfolio::Systematic;
  else if (Text == "random")
    Out.Explore.Of = explore::Portfolio::Random;
  else if (Wrong.empty())
    Wrong = "--strategy: '" + Text + "' is none of systematic, random";
  return Wrong;
}

std::string Parser::option(const std::string &Name) {
  std::string Text;
  if (Name == "--port")
    return port(Name);
  if (Name == "--name") {
    std::string Wrong = value(Name, Text);
    Out.Host.Names.insert(Text);
    return Wrong;
  }
  if (Name == "--seconds") {
    Out.Serves = true;
    return number(Name, Out.Host.Seconds, 1000000);
  }
  if (Name == "--schedules")
    return number(Name, Out.Explore.Schedules, 1000000000000);
  if (Name == "--seed")
    return number(Name, Out.Explore.Seed, INT64_MAX);
  if (Name == "--preemptions")
    return number(Name, Out.Explore.Preemptions, 20);
  if (Name == "--faults")
    return number(Name, Out.Explore.Faults, 20);
  if (Name == "--strategy")
    return strategy();
  if (Name == "--scenario")
    return value(Name, Out.Scenario);
  if (Name == "--guide")
    return value(Name, Out.Guide);
  if (Name == "--json")
    return value(Name, Out.JsonFile);
  if (Name == "--no-reduction") {
    Out.Explore.Reduce = false;
    return "";
  }
  bool *Flag = Name == "--trace"                  ? &Out.Trace
               : Name == "--check-memory"         ? &Out.Instrument
               : Name == "--stall-disconnects"    ? &Out.StallDisconnects
               : Name == "--from-start"           ? &Out.Explore.FromStart
               : Name == "--help" || Name == "-h" ? &Out.Help
               : Name == "--version"              ? &Out.Version
                                                  : nullptr;
  if (!Flag)
    return "there is no option " + Name;
  *Flag = true;
  return "";
}

/// The schedule itself, or the content of the file of that name.
std::string scheduleText(const std::string &Word) {
  std::ifstream In(Word);
  if (!In)
    return Word;
  std::string Text((std::istreambuf_iterator<char>(In)), {});
  while (!Text.empty() && isspace(static_cast<unsigned char>(Text.back())))
    Text.pop_back();
  return Text;
}

std::string Parser::positional(const std::string &Word) {
  if (Out.Mode.empty()) {
    Out.Mode = Word;
    if (Word != "run" && Word != "explore" && Word != "replay")
      return "'" + Word + "' is none of run, explore, replay";
  } else if (Out.Mode == "replay" && Out.Schedule.empty()) {
    Out.Schedule = scheduleText(Word);
  } else {
    Out.Sources.push_back(Word);
  }
  return "";
}

std::string Parser::parse() {
  while (Next != Words.size()) {
    std::string Word = Words[Next++];
    if (Word == "--") {
      Out.CompilerArgs.assign(Words.begin() + Next, Words.end());
      break;
    }
    std::string Wrong =
        Word.size() > 1 && Word[0] == '-' ? option(Word) : positional(Word);
    if (!Wrong.empty())
      return Wrong;
  }
  if (Out.Help || Out.Version)
    return "";
  if (Out.Mode.empty())
    return "say what to do: run, explore or replay";
  if (Out.Mode == "replay" && Out.Schedule.empty())
    return "replay needs a schedule";
  if (Out.Serves && Out.Mode != "run")
    return "--port and --seconds belong to run; " + Out.Mode +
           " has peers of its own";
  return Out.Sources.empty() ? "name the sources of a driver" : "";
}
} // namespace

std::string parse(int Argc, char **Argv, Options &Out) {
  return Parser(Argc, Argv, Out).parse();
}

} // namespace tool
} // namespace kernel
