//===- MsBuildItems.cpp - Item definitions and items ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/MsBuildItems.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::msbuild;

namespace {
class ItemEvaluator {
public:
  ItemEvaluator(const Files &Disk, Project &To) : Disk(Disk), To(To) {}

  void define(const Group &G);
  void add(const Group &G);

private:
  void item(const Element &E, const Values &ThisFile);
  void metadata(const Element &E, const Values &ThisFile, StringRef Identity,
                Values &Into);
  std::vector<std::string> names(StringRef List, const Values &ThisFile);
  void remove(const Element &E, const Values &ThisFile);
  void update(const Element &E, const Values &ThisFile);
  bool sameFile(StringRef A, StringRef B) const {
    return StringRef(Disk.absolute(A)).equals_insensitive(Disk.absolute(B));
  }
  Scope scope(const Values &ThisFile) {
    return {To.Properties, Disk, ThisFile, nullptr, To.NotUnderstood};
  }

  const Files &Disk;
  Project &To;
  /// By lower-case type.
  std::map<std::string, Values> Defaults;
};
} // namespace

/// What MSBuild knows of every item by its name alone; nothing if \p Name is
/// no such metadata.
static std::optional<std::string> wellKnown(StringRef Name, StringRef Identity,
                                            const Files &Disk) {
  std::string Slashed = Identity.str();
  std::replace(Slashed.begin(), Slashed.end(), '\\', '/');
  StringRef Path = Slashed;
  return StringSwitch<std::optional<std::string>>(Name.lower())
      .Case("identity", Identity.str())
      .Case("filename", sys::path::stem(Path).str())
      .Case("extension", sys::path::extension(Path).str())
      .Case("relativedir", Path.take_front(Path.rfind('/') + 1).str())
      .Case("fullpath", Disk.absolute(Path))
      .Default(std::nullopt);
}

/// Child elements set metadata one after the other; each sees the former.
void ItemEvaluator::metadata(const Element &E, const Values &ThisFile,
                             StringRef Identity, Values &Into) {
  Scope In = scope(ThisFile);
  std::string OwnType = E.Name + ".";
  In.Metadata = [&](StringRef Name) {
    if (Name.starts_with_insensitive(OwnType))
      Name = Name.drop_front(OwnType.size());
    if (!Identity.empty())
      if (auto Known = wellKnown(Name, Identity, Disk))
        return *Known;
    return Into.get(Name).str();
  };
  for (const Element &Child : E.Children)
    if (holds(Child.attribute("Condition"), In))
      Into.set(Child.Name, StringRef(expand(Child.Text, In)).trim());
}

void ItemEvaluator::define(const Group &G) {
  if (!holds(G.E->attribute("Condition"), scope(*G.ThisFile)))
    return;
  for (const Element &E : G.E->Children)
    if (holds(E.attribute("Condition"), scope(*G.ThisFile)))
      metadata(E, *G.ThisFile, "", Defaults[StringRef(E.Name).lower()]);
}

/// The files a list names: globs are looked up, `@(Type)` stands for the items
/// of that type so far.
std::vector<std::string> ItemEvaluator::names(StringRef List,
                                              const Values &ThisFile) {
  std::vector<std::string> Out;
  for (const std::string &Part : splitList(expand(List, scope(ThisFile)))) {
    StringRef Name = Part;
    if (Name.consume_front("@(") && Name.consume_back(")")) {
      if (Name.contains("->"))
        To.NotUnderstood.insert(Part);
      for (const Item *I : To.items(Name))
        Out.push_back(I->Include);
    } else if (Name.find_first_of("*?") != StringRef::npos) {
      append_range(Out, Disk.glob(Name));
    } else {
      Out.push_back(Part);
    }
  }
  return Out;
}

void ItemEvaluator::remove(const Element &E, const Values &ThisFile) {
  for (const std::string &Name : names(E.attribute("Remove"), ThisFile))
    erase_if(To.Items, [&](const Item &I) {
      return E.is(I.Type) && sameFile(I.Include, Name);
    });
}

void ItemEvaluator::update(const Element &E, const Values &ThisFile) {
  for (const std::string &Name : names(E.attribute("Update"), ThisFile))
    for (Item &I : To.Items)
      if (E.is(I.Type) && sameFile(I.Include, Name))
        metadata(E, ThisFile, I.Include, I.Metadata);
}

void ItemEvaluator::item(const Element &E, const Values &ThisFile) {
  if (!E.attribute("Remove").empty())
    return remove(E, ThisFile);
  if (!E.attribute("Update").empty())
    return update(E, ThisFile);
  std::vector<std::string> Excluded = names(E.attribute("Exclude"), ThisFile);
  for (const std::string &Name : names(E.attribute("Include"), ThisFile)) {
    if (any_of(Excluded,
               [&](StringRef Other) { return sameFile(Name, Other); }))
      continue;
    Item New;
    New.Type = E.Name;
    New.Include = Name;
    New.Metadata = Defaults[StringRef(E.Name).lower()];
    metadata(E, ThisFile, Name, New.Metadata);
    for (const auto &[Key, Value] : E.Attributes)
      New.Metadata.set(Key, expand(Value, scope(ThisFile)));
    To.Items.push_back(std::move(New));
  }
}

void ItemEvaluator::add(const Group &G) {
  if (!holds(G.E->attribute("Condition"), scope(*G.ThisFile)))
    return;
  for (const Element &E : G.E->Children)
    if (holds(E.attribute("Condition"), scope(*G.ThisFile)))
      item(E, *G.ThisFile);
}

void msbuild::evaluateItems(const std::vector<Group> &Definitions,
                            const std::vector<Group> &ItemGroups,
                            const Files &Disk, Project &To) {
  ItemEvaluator Items(Disk, To);
  for (const Group &G : Definitions)
    Items.define(G);
  for (const Group &G : ItemGroups)
    Items.add(G);
}
