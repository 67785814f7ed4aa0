//===- Symbols.cpp - Names and lines of the driver's code -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "output/Symbols.h"
#include "image/Image.h"
#include "llvm/DebugInfo/Symbolize/Symbolize.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"

namespace kernel {
namespace output {

/// An image linked elsewhere may be one whose symbols cannot be read.
struct Symbols::DebugInformation {
  std::unique_ptr<llvm::MemoryBuffer> File;
  std::unique_ptr<llvm::object::ObjectFile> Object;
  llvm::symbolize::LLVMSymbolizer Symbolizer;
};

Symbols::Symbols(const std::string &Image) : Debug(new DebugInformation()) {
  auto File = llvm::MemoryBuffer::getFile(Image, false, false, true);
  if (!File)
    return;
  Debug->File = std::move(*File);
  auto Object = llvm::object::ObjectFile::createObjectFile(*Debug->File);
  if (Object)
    Debug->Object = std::move(*Object);
  else
    llvm::consumeError(Object.takeError());
}

Symbols::~Symbols() = default;

static Frame frameOf(const llvm::DILineInfo &Line) {
  Frame Found;
  if (Line.FunctionName != llvm::DILineInfo::BadString)
    Found.Function = Line.FunctionName;
  if (Line.Line && Line.FileName != llvm::DILineInfo::BadString)
    Found.File = Line.FileName;
  Found.Line = Line.Line;
  Found.Column = Line.Column;
  return Found;
}

void Symbols::lookUp(uintptr_t Pc) {
  std::vector<Frame> &Frames = Known[Pc];
  if (!Debug->Object)
    return;
  auto Base = reinterpret_cast<uintptr_t>(image::base());
  // The line of a call is that of the byte before the return address.
  llvm::object::SectionedAddress Address;
  Address.Address = image::linkBase() + (Pc - Base) - 1;
  auto Found = Debug->Symbolizer.symbolizeInlinedCode(*Debug->Object, Address);
  if (!Found)
    return llvm::consumeError(Found.takeError());
  for (uint32_t I = 0; I != Found->getNumberOfFrames(); ++I)
    Frames.push_back(frameOf(Found->getFrame(I)));
}

const std::vector<Frame> &Symbols::at(uintptr_t Pc) {
  if (!Known.count(Pc))
    lookUp(Pc);
  return Known[Pc];
}

} // namespace output
} // namespace kernel
