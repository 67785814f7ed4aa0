//===- Image.h - The driver's PE image in memory -------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Loads one x64 PE image, binds its imports to the kernel's exports, and puts
/// its data back as it was for every run.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IMAGE_IMAGE_H
#define WSK_KERNEL_IMAGE_IMAGE_H

#include "nt/Types.h"
#include <cstdint>
#include <string>
#include <vector>

namespace kernel {
namespace image {

struct Section {
  std::string Name;
  uint32_t Rva;
  uint32_t Size; ///< in memory
  bool Writable;
  bool Executable;
  /// Lies in pageable memory: a section whose name begins with PAGE.
  bool Pageable;
};

/// Loads the file \p Path; one image per process. \returns an empty string, or
/// what is wrong with the file.
std::string load(const std::string &Path);

/// Names of imports that no export answers, sorted.
const std::vector<std::string> &unmodelledImports();

/// Writable sections get the content they had after loading.
void restore();

uint8_t *base();
uint32_t size();
nt::EntryRoutine entryPoint();

/// The code the image exports as \p Name, or null.
const void *exported(const std::string &Name);

const std::vector<Section> &sections();

/// True when \p Address lies in an executable section.
bool isCode(const void *Address);

/// True when \p Address lies in the image.
bool contains(const void *Address);

/// The section \p Address lies in, or null.
const Section *sectionOf(const void *Address);

/// What the image's link-time base was, for symbolizers.
uint64_t linkBase();

/// One entry of the table of functions with unwind data.
struct RuntimeFunction {
  uint32_t Begin, End, UnwindInfo; ///< relative to base()
};

/// The entry that covers \p Address, or null (a leaf function).
const RuntimeFunction *functionAt(const void *Address);

} // namespace image
} // namespace kernel

#endif // WSK_KERNEL_IMAGE_IMAGE_H
