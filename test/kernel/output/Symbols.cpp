//===- Symbols.cpp - Names and lines of the driver's code -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "output/Symbols.h"
#include "build/DriverBuild.h"
#include "image/Image.h"
#include <cstdlib>
#include <sstream>

namespace kernel {
namespace output {

void Symbols::want(const Stack &Where) {
  for (unsigned I = 0; I != Where.Count; ++I)
    want(Where.Pcs[I]);
}

namespace {
/// "file:line:column", from the right as files may hold colons.
void parsePlace(const std::string &Text, Frame &Out) {
  size_t Column = Text.rfind(':');
  size_t Line =
      Column == std::string::npos ? Column : Text.rfind(':', Column - 1);
  if (Line == std::string::npos)
    return;
  Out.Line = unsigned(atoi(Text.c_str() + Line + 1));
  Out.Column = unsigned(atoi(Text.c_str() + Column + 1));
  if (Out.Line)
    Out.File = Text.substr(0, Line);
}
} // namespace

void Symbols::lookUp() {
  std::vector<std::string> Command = {build::llvmTool("llvm-symbolizer"),
                                      "--obj=" + Image, "--inlines"};
  std::vector<uintptr_t> Order;
  auto Base = reinterpret_cast<uintptr_t>(image::base());
  for (uintptr_t Pc : Wanted) {
    if (Known.count(Pc))
      continue;
    std::ostringstream Address;
    // The line of a call is that of the byte before the return address.
    Address << std::hex << "0x" << image::linkBase() + (Pc - Base) - 1;
    Command.push_back(Address.str());
    Order.push_back(Pc);
    Known[Pc];
  }
  Wanted.clear();
  std::string Output;
  if (Order.empty() || build::runTool(Command, Output) != 0)
    return;
  std::istringstream Lines(Output);
  size_t I = 0;
  for (std::string Function;
       I != Order.size() && std::getline(Lines, Function);) {
    if (Function.empty()) {
      ++I;
      continue;
    }
    Frame Found;
    std::string Place;
    std::getline(Lines, Place);
    Found.Function = Function == "??" ? "" : Function;
    parsePlace(Place, Found);
    Known[Order[I]].push_back(Found);
  }
}

const std::vector<Frame> &Symbols::at(uintptr_t Pc) {
  want(Pc);
  if (!Known.count(Pc))
    lookUp();
  return Known[Pc];
}

} // namespace output
} // namespace kernel
