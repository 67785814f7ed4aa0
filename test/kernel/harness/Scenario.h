//===- Scenario.h - What programs ask of the driver's devices - -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A scenario is a JSON file:
///
///   {"steps": [{"open": true},
///              {"ioctl": "0x222000", "input": "01ff", "output": 16},
///              {"read": 64},
///              {"write": 64},
///              {"wait": 100},
///              {"close": true}]}
///
/// Steps are made one after the other once DriverEntry has succeeded, on the
/// device created last. Input is in hexadecimal, output in bytes, wait in
/// milliseconds.
///
/// Where nothing is said a program does what programs do: it opens the device,
/// makes every request the driver's code knows, closes it, and comes again.
/// What it leaves out or does twice is chosen.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_HARNESS_SCENARIO_H
#define WSK_KERNEL_HARNESS_SCENARIO_H

#include <cstdint>
#include <string>
#include <vector>

namespace kernel {

struct ScenarioCall {
  enum What : uint8_t {
    Open,
    Close,
    Ioctl,
    InternalIoctl,
    Read,
    Write,
    Wait
  } Kind = Open;
  uint32_t Code = 0;         ///< of a control request
  std::string Input;         ///< of a control request: bytes
  uint32_t OutputSize = 0;   ///< of a control request, a read or a write
  uint32_t Milliseconds = 0; ///< Wait
};
using Scenario = std::vector<ScenarioCall>;

/// Reads the file \p Path. \returns what is wrong with it, or an empty string.
std::string readScenario(const std::string &Path, Scenario &Out);

/// The scenario of all runs to come; empty at first.
void setScenario(Scenario What);

/// All runs to come have a program that does as it likes.
void setAnyScenario();

} // namespace kernel

#endif // WSK_KERNEL_HARNESS_SCENARIO_H
