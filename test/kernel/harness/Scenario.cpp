//===- Scenario.cpp - What programs ask of the driver's devices -----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "harness/Scenario.h"
#include "base/RunMemory.h"
#include "harness/Session.h"
#include "image/ControlCodes.h"
#include "io/Device.h"
#include "io/UserSide.h"
#include "ke/Dispatcher.h"
#include "llvm/Support/JSON.h"
#include <fstream>
#include <iterator>
#include <optional>

namespace kernel {

namespace {
Scenario TheScenario;
bool IsAny = false;

bool fromHex(llvm::StringRef Text, std::string &Bytes) {
  if (Text.size() % 2)
    return false;
  for (size_t I = 0; I != Text.size(); I += 2) {
    unsigned Byte;
    if (Text.substr(I, 2).getAsInteger(16, Byte))
      return false;
    Bytes += char(Byte);
  }
  return true;
}

std::string readIoctl(const llvm::json::Object &Step, ScenarioCall &Call) {
  Call.Kind = ScenarioCall::Ioctl;
  auto Code = Step.getString("ioctl");
  if (!Code || Code->getAsInteger(0, Call.Code))
    return "\"ioctl\" must be a control code in quotes, e.g. \"0x222000\"";
  if (auto Input = Step.getString("input"))
    if (!fromHex(*Input, Call.Input))
      return "\"input\" must be pairs of hexadecimal digits";
  int64_t Size = Step.getInteger("output").value_or(0);
  if (Size < 0 || Size > 1 << 20)
    return "\"output\" must be a number of bytes up to 1048576";
  Call.OutputSize = uint32_t(Size);
  return "";
}

std::string readTransfer(const llvm::json::Object &Step, ScenarioCall &Call) {
  Call.Kind = Step.get("read") ? ScenarioCall::Read : ScenarioCall::Write;
  auto Size = Step.getInteger(Step.get("read") ? "read" : "write");
  if (!Size || *Size < 1 || *Size > 1 << 20)
    return "\"read\" and \"write\" must be a number of bytes up to 1048576";
  Call.OutputSize = uint32_t(*Size);
  return "";
}

std::string readStep(const llvm::json::Value &Value, ScenarioCall &Call) {
  const llvm::json::Object *Step = Value.getAsObject();
  if (!Step)
    return "it is no object";
  if (Step->get("ioctl"))
    return readIoctl(*Step, Call);
  if (Step->get("open"))
    Call.Kind = ScenarioCall::Open;
  else if (Step->get("close"))
    Call.Kind = ScenarioCall::Close;
  else if (Step->get("read") || Step->get("write"))
    return readTransfer(*Step, Call);
  else if (auto Wait = Step->getInteger("wait")) {
    Call.Kind = ScenarioCall::Wait;
    if (*Wait < 0 || *Wait > 3600000)
      return "\"wait\" must be milliseconds, an hour at most";
    Call.Milliseconds = uint32_t(*Wait);
  } else
    return "it is none of open, close, ioctl, read, write, wait";
  return "";
}

/// The programs' handles, the newest last: it is the one that calls are made
/// on.
class Handles {
public:
  io::UserFile &newest() {
    if (Files.empty())
      Files.emplace_back();
    return Files.back();
  }
  void open() {
    if (Files.empty() || Files.back().Device)
      Files.emplace_back();
    io::open(Files.back());
  }
  void close() {
    if (Files.empty())
      return;
    io::close(Files.back());
    Files.pop_back();
  }
  void closeAll() {
    while (!Files.empty())
      close();
  }

private:
  run::vector<io::UserFile> Files;
};

void make(const ScenarioCall &Call, Handles &Open) {
  switch (Call.Kind) {
  case ScenarioCall::Open:
    Open.open();
    break;
  case ScenarioCall::Close:
    Open.close();
    break;
  case ScenarioCall::Ioctl:
  case ScenarioCall::InternalIoctl:
    io::control(Open.newest(), Call.Code, Call.Input, Call.OutputSize,
                Call.Kind == ScenarioCall::InternalIoctl);
    break;
  case ScenarioCall::Read:
  case ScenarioCall::Write:
    io::transfer(Open.newest(), Call.Kind == ScenarioCall::Write,
                 Call.OutputSize);
    break;
  case ScenarioCall::Wait: {
    WaitRecord Record;
    Record.What = "the scenario";
    block(Record, now() + Call.Milliseconds * Millisecond);
    break;
  }
  }
}

/// The kind of a request; none: the call is about a handle.
std::optional<io::Major> functionOf(const ScenarioCall &Call) {
  switch (Call.Kind) {
  case ScenarioCall::Ioctl:
    return io::MajorDeviceControl;
  case ScenarioCall::InternalIoctl:
    return io::MajorInternalControl;
  case ScenarioCall::Read:
    return io::MajorRead;
  case ScenarioCall::Write:
    return io::MajorWrite;
  default:
    return std::nullopt;
  }
}

/// Whether a program that does as it likes would make this call: the driver has
/// a routine for it.
bool isWorthwhile(const ScenarioCall &Call) {
  std::optional<io::Major> Function = functionOf(Call);
  return !Function || io::answers(*Function);
}

/// What a program may do with a call that is due.
enum Manner : uint32_t { Once, Never = LeaveOut, Twice, Manners };

uint32_t mannerOf(const ScenarioCall &Call) {
  std::optional<io::Major> Function = functionOf(Call);
  return Function ? chooseManner(Manners, io::routineFor(*Function))
                  : choose(ChoiceKind::Peer, Manners);
}

void play() {
  Handles Open;
  if (IsAny && !io::firstDevice())
    return;
  for (const ScenarioCall &Call : TheScenario) {
    if (IsAny && !isWorthwhile(Call))
      continue;
    uint32_t How = IsAny ? mannerOf(Call) : Once;
    for (uint32_t Times = How == Never   ? 0
                          : How == Twice ? 2
                                         : 1;
         Times; --Times)
      make(Call, Open);
  }
  Open.closeAll();
}
ScenarioStep Step(100, play);
} // namespace

std::string readScenario(const std::string &Path, Scenario &Out) {
  std::ifstream In(Path);
  if (!In)
    return Path + ": cannot be read";
  std::string Text((std::istreambuf_iterator<char>(In)), {});
  llvm::Expected<llvm::json::Value> Root = llvm::json::parse(Text);
  if (!Root)
    return Path + ": is no JSON: " + llvm::toString(Root.takeError());
  const llvm::json::Object *Object = Root->getAsObject();
  const llvm::json::Array *Steps = Object ? Object->getArray("steps") : nullptr;
  if (!Steps)
    return Path + ": has no list \"steps\"";
  for (const llvm::json::Value &Value : *Steps) {
    ScenarioCall Call;
    std::string Wrong = readStep(Value, Call);
    if (!Wrong.empty())
      return Path + ": step " + std::to_string(Out.size() + 1) + ": " + Wrong;
    Out.push_back(Call);
  }
  return "";
}

void setScenario(Scenario What) {
  TheScenario = std::move(What);
  IsAny = false;
}

static ScenarioCall call(ScenarioCall::What Kind, uint32_t Code = 0) {
  constexpr uint32_t Size = 64;
  ScenarioCall Call;
  Call.Kind = Kind;
  Call.Code = Code;
  Call.Input.assign(Size, '\0');
  Call.OutputSize = Size;
  return Call;
}

void setAnyScenario() {
  std::vector<uint32_t> Codes = image::controlCodes();
  if (Codes.empty())
    Codes.push_back(0x222000); // for those that take any code
  Scenario What = {call(ScenarioCall::Open), call(ScenarioCall::Write),
                   call(ScenarioCall::Read)};
  for (uint32_t Code : Codes)
    What.push_back(call(ScenarioCall::Ioctl, Code));
  for (uint32_t Code : Codes)
    What.push_back(call(ScenarioCall::InternalIoctl, Code));
  for (auto Kind :
       {ScenarioCall::Close, ScenarioCall::Open, ScenarioCall::Close})
    What.push_back(call(Kind));
  TheScenario = std::move(What);
  IsAny = true;
}

} // namespace kernel
