//===- GuideFile.cpp - Paths to begin with --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "tool/GuideFile.h"
#include "image/Image.h"
#include "llvm/DebugInfo/DWARF/DWARFContext.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/JSON.h"
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace kernel {
namespace tool {

namespace {
using Json = llvm::json::Value;
using Path = std::filesystem::path;

/// A path as the file has it.
struct Told {
  std::map<Path, std::set<unsigned>> Lines;
  std::set<std::string> Routines;
};

/// The same in addresses of the image as it was linked.
struct Addresses {
  std::map<uint64_t, uint64_t> Code; ///< begin -> end
  std::set<uint64_t> Routines;

  bool hasCode(uint64_t Address) const {
    auto After = Code.upper_bound(Address);
    return After != Code.begin() && Address < std::prev(After)->second;
  }
};

// The call whose result a condition looks at stands shortly before it.
constexpr unsigned Before = 3;

std::string readPath(const Json &From, Told &Out) {
  const llvm::json::Object *Object = From.getAsObject();
  const llvm::json::Array *Lines = Object ? Object->getArray("lines") : nullptr;
  const llvm::json::Array *Names =
      Object ? Object->getArray("routines") : nullptr;
  if (!Lines || !Names)
    return "has no lists \"lines\" and \"routines\"";
  for (const Json &Value : *Lines) {
    const llvm::json::Object *Place = Value.getAsObject();
    auto File = Place ? Place->getString("file") : std::nullopt;
    auto Line = Place ? Place->getInteger("line") : std::nullopt;
    if (!File || !Line || *Line < 1)
      return "has a line without file and number";
    auto &Of =
        Out.Lines[std::filesystem::absolute(File->str()).lexically_normal()];
    for (int64_t Near = std::max<int64_t>(1, *Line - Before); Near <= *Line;
         ++Near)
      Of.insert(unsigned(Near));
  }
  for (const Json &Name : *Names)
    Out.Routines.insert(Name.getAsString().value_or("").str());
  return "";
}

std::string readFile(const std::string &Name, std::vector<Told> &Out) {
  std::ifstream In(Name);
  if (!In)
    return Name + ": cannot be read";
  std::string Text((std::istreambuf_iterator<char>(In)), {});
  llvm::Expected<Json> Root = llvm::json::parse(Text);
  if (!Root)
    return Name + ": is no JSON: " + llvm::toString(Root.takeError());
  const llvm::json::Object *Object = Root->getAsObject();
  const llvm::json::Array *Paths = Object ? Object->getArray("paths") : nullptr;
  if (!Paths)
    return Name + ": has no list \"paths\"";
  for (const Json &Value : *Paths) {
    std::string Wrong = readPath(Value, Out.emplace_back());
    if (!Wrong.empty())
      return Name + ": path " + std::to_string(Out.size()) + ' ' + Wrong;
  }
  return "";
}

//===-- Debug information -------------------------------------------------===//

/// The lines that the code of a unit belongs to.
class UnitLines {
public:
  UnitLines(llvm::DWARFContext &Of, llvm::DWARFUnit &Unit)
      : Table(Of.getLineTableForUnit(&Unit)),
        Folder(Unit.getCompilationDir() ? Unit.getCompilationDir() : "") {}

  void addTo(Addresses &Out, const Told &What) {
    for (size_t I = 0; Table && I + 1 < Table->Rows.size(); ++I) {
      const auto &Row = Table->Rows[I];
      if (Row.EndSequence)
        continue;
      auto Lines = What.Lines.find(nameOf(Row.File));
      if (Lines != What.Lines.end() && Lines->second.count(Row.Line))
        Out.Code[Row.Address.Address] = Table->Rows[I + 1].Address.Address;
    }
  }

private:
  const Path &nameOf(uint64_t File) {
    auto [Place, IsNew] = Names.try_emplace(File);
    std::string Name;
    using Kind = llvm::DILineInfoSpecifier::FileLineInfoKind;
    if (IsNew &&
        Table->getFileNameByIndex(File, Folder, Kind::AbsoluteFilePath, Name))
      Place->second = Path(Name).lexically_normal();
    return Place->second;
  }

  const llvm::DWARFDebugLine::LineTable *Table;
  std::string Folder;
  std::map<uint64_t, Path> Names;
};

void addRoutines(llvm::DWARFUnit &Unit, const Told &What, Addresses &Out) {
  for (const llvm::DWARFDebugInfoEntry &Entry : Unit.dies()) {
    llvm::DWARFDie Die(&Unit, &Entry);
    uint64_t Low, High, Section;
    const char *Name = Die.isSubprogramDIE()
                           ? Die.getName(llvm::DINameKind::ShortName)
                           : nullptr;
    if (Name && What.Routines.count(Name) &&
        Die.getLowAndHighPC(Low, High, Section))
      Out.Routines.insert(Low);
  }
}

explore::Guide guideOf(Addresses Known) {
  auto Shared = std::make_shared<const Addresses>(std::move(Known));
  auto Linked = [](uintptr_t Address) {
    return image::linkBase() +
           (Address - reinterpret_cast<uintptr_t>(image::base()));
  };
  explore::Guide Out;
  // The line of a call is that of the byte before the return address.
  Out.MayFail = [=](uintptr_t Return) {
    return Shared->hasCode(Linked(Return) - 1);
  };
  Out.Runs = [=](uintptr_t Routine) {
    return Shared->Routines.count(Linked(Routine)) != 0;
  };
  return Out;
}
} // namespace

std::string readGuides(const std::string &Path, const std::string &Image,
                       std::vector<explore::Guide> &Out) {
  std::vector<Told> Paths;
  std::string Wrong = readFile(Path, Paths);
  if (!Wrong.empty())
    return Wrong;
  auto Object = llvm::object::ObjectFile::createObjectFile(Image);
  if (!Object) {
    llvm::consumeError(Object.takeError());
    return "";
  }
  auto Context = llvm::DWARFContext::create(*Object->getBinary());
  for (const Told &What : Paths) {
    Addresses Known;
    for (const auto &Unit : Context->compile_units()) {
      UnitLines(*Context, *Unit).addTo(Known, What);
      addRoutines(*Unit, What, Known);
    }
    Out.push_back(guideOf(std::move(Known)));
  }
  return "";
}

} // namespace tool
} // namespace kernel
