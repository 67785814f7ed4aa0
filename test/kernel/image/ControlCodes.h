//===- ControlCodes.h - Device control codes in an image ------- -*- C++
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IMAGE_CONTROLCODES_H
#define WSK_KERNEL_IMAGE_CONTROLCODES_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kernel {
namespace image {

/// The numbers that code compares, adds or subtracts and that have the form of
/// a device control code (CTL_CODE), sorted. A compiler turns a dense switch
/// into a subtraction of its lowest case, so some codes are only near a number
/// found: nearby codes are guesses, and harmless ones.
std::vector<uint32_t> controlCodesIn(const uint8_t *Code, size_t Size);

/// The same of all executable sections of the loaded image.
std::vector<uint32_t> controlCodes();

} // namespace image
} // namespace kernel

#endif // WSK_KERNEL_IMAGE_CONTROLCODES_H
