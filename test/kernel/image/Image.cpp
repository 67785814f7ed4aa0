//===- Image.cpp - The driver's PE image in memory ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "image/Image.h"
#include "abi/Export.h"
#include "base/Snapshot.h"
#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sys/mman.h>

namespace kernel {
namespace image {

namespace {
constexpr uintptr_t LoadBase = 0x230000000000;

struct FileHeader {
  uint16_t Machine, SectionCount;
  uint32_t TimeStamp, SymbolTable, SymbolCount;
  uint16_t OptionalSize, Characteristics;
};
struct Directory {
  uint32_t Rva, Size;
};
struct OptionalHeader {
  uint16_t Magic;
  uint8_t Linker[2];
  uint32_t CodeSize, DataSize, BssSize, Entry, CodeBase;
  uint64_t ImageBase;
  uint32_t SectionAlignment, FileAlignment;
  uint16_t Versions[6];
  uint32_t Reserved, ImageSize, HeaderSize, CheckSum;
  uint16_t Subsystem, DllCharacteristics;
  uint64_t StackAndHeap[4];
  uint32_t LoaderFlags, DirectoryCount;
  Directory Directories[16];
};
struct SectionHeader {
  char Name[8];
  uint32_t VirtualSize, Rva, RawSize, RawOffset, Unused[3], Flags;
};
static_assert(sizeof(OptionalHeader) == 240 && sizeof(SectionHeader) == 40);

enum {
  ExportDirectory = 0,
  ImportDirectory = 1,
  ExceptionDirectory = 3,
  RelocationDirectory = 5
};
constexpr uint32_t SectionExecutes = 0x20000000;
constexpr uint32_t SectionWrites = 0x80000000;

struct Saved {
  uint8_t *Where;
  std::vector<uint8_t> Bytes;
};

struct Loaded {
  std::string File;
  std::string StringTable; ///< names of sections longer than 8 characters
  OptionalHeader Header;
  std::vector<Section> Sections;
  std::vector<std::string> Unmodelled;
  std::vector<Saved> Snapshot;
  uint8_t *Base = nullptr;
};
Loaded Image;

template <class T> bool readAt(const std::string &File, size_t At, T &Out) {
  if (At > File.size() || File.size() - At < sizeof(T))
    return false;
  memcpy(&Out, File.data() + At, sizeof(T));
  return true;
}

/// Pointer to \p Size bytes of the image at \p Rva, or null.
uint8_t *at(uint32_t Rva, size_t Size) {
  if (Rva >= Image.Header.ImageSize || Image.Header.ImageSize - Rva < Size)
    return nullptr;
  return Image.Base + Rva;
}

std::string textAt(uint32_t Rva) {
  std::string Text;
  for (uint8_t *C; (C = at(Rva, 1)) && *C; ++Rva)
    Text += char(*C);
  return Text;
}

std::string mapSections(const FileHeader &File, size_t Table) {
  const OptionalHeader &Header = Image.Header;
  void *Memory = mmap(reinterpret_cast<void *>(LoadBase), Header.ImageSize,
                      PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  if (Memory == MAP_FAILED)
    return "there is no room for an image of its size";
  Image.Base = static_cast<uint8_t *>(Memory);
  memcpy(Image.Base, Image.File.data(),
         std::min<size_t>(Header.HeaderSize, Image.File.size()));
  for (unsigned I = 0; I != File.SectionCount; ++I) {
    SectionHeader S;
    if (!readAt(Image.File, Table + I * sizeof(S), S))
      return "its section table is cut off";
    size_t Copied = std::min(S.RawSize, S.VirtualSize);
    if (S.RawOffset > Image.File.size() ||
        Image.File.size() - S.RawOffset < Copied ||
        !at(S.Rva, std::max<size_t>(S.VirtualSize, 1)))
      return "a section lies outside the file or the image";
    memcpy(Image.Base + S.Rva, Image.File.data() + S.RawOffset, Copied);
    std::string Name(S.Name, strnlen(S.Name, sizeof(S.Name)));
    Image.Sections.push_back(
        {Name, S.Rva, S.VirtualSize, (S.Flags & SectionWrites) != 0,
         (S.Flags & SectionExecutes) != 0, Name.compare(0, 4, "PAGE") == 0});
  }
  return "";
}

std::string relocate() {
  const Directory &Table = Image.Header.Directories[RelocationDirectory];
  uint64_t Delta =
      reinterpret_cast<uint64_t>(Image.Base) - Image.Header.ImageBase;
  uint32_t Offset = 0;
  while (Offset + 8 <= Table.Size) {
    uint8_t *Block = at(Table.Rva + Offset, 8);
    uint32_t Page, Size;
    if (!Block)
      return "its relocations lie outside the image";
    memcpy(&Page, Block, 4);
    memcpy(&Size, Block + 4, 4);
    if (Size < 8 || !at(Table.Rva + Offset, Size))
      return "its relocations are damaged";
    for (uint32_t I = 8; I + 2 <= Size; I += 2) {
      uint16_t Entry;
      memcpy(&Entry, Block + I, 2);
      if (Entry >> 12 != 10) // IMAGE_REL_BASED_DIR64; 0 is padding
        continue;
      uint8_t *Place = at(Page + (Entry & 0xfff), 8);
      if (!Place)
        return "a relocation lies outside the image";
      uint64_t Value;
      memcpy(&Value, Place, 8);
      Value += Delta;
      memcpy(Place, &Value, 8);
    }
    Offset += Size;
  }
  return "";
}

void *bind(const std::string &Name) {
  if (const Export *Found = findExport(Name.c_str()))
    return Found->IsData ? Found->Target : stubFor(*Found);
  Image.Unmodelled.push_back(Name);
  return stubFor(*makeUnmodelled(Name.c_str()));
}

std::string bindLibrary(uint32_t Names, uint32_t Slots) {
  for (;; Names += 8, Slots += 8) {
    uint8_t *Name = at(Names, 8), *Slot = at(Slots, 8);
    if (!Name || !Slot)
      return "its import table lies outside the image";
    uint64_t Value;
    memcpy(&Value, Name, 8);
    if (!Value)
      return "";
    bool Ordinal = Value >> 63;
    std::string Text = Ordinal ? "#" + std::to_string(Value & 0xffff)
                               : textAt(uint32_t(Value) + 2);
    void *Target = bind(Text);
    memcpy(Slot, &Target, 8);
  }
}

std::string bindImports() {
  const Directory &Table = Image.Header.Directories[ImportDirectory];
  for (uint32_t Rva = Table.Rva; Table.Size; Rva += 20) {
    uint32_t Entry[5]; // name list, time, forwarder, library, slots
    uint8_t *Place = at(Rva, sizeof(Entry));
    if (!Place)
      return "its import table lies outside the image";
    memcpy(Entry, Place, sizeof(Entry));
    if (!Entry[4])
      break;
    std::string Wrong = bindLibrary(Entry[0] ? Entry[0] : Entry[4], Entry[4]);
    if (!Wrong.empty())
      return Wrong;
  }
  std::sort(Image.Unmodelled.begin(), Image.Unmodelled.end());
  return "";
}

void protectAndSnapshot() {
  constexpr uint32_t Page = 4096;
  for (const Section &S : Image.Sections) {
    uint32_t Size = (S.Size + Page - 1) / Page * Page;
    int Protection = PROT_READ | (S.Writable ? PROT_WRITE : 0) |
                     (S.Executable ? PROT_EXEC : 0);
    mprotect(Image.Base + S.Rva, Size, Protection);
    if (S.Writable)
      Image.Snapshot.push_back(
          {Image.Base + S.Rva,
           {Image.Base + S.Rva, Image.Base + S.Rva + S.Size}});
  }
}

std::string loadBytes() {
  uint32_t HeaderAt = 0, Signature = 0;
  FileHeader File;
  if (Image.File.compare(0, 2, "MZ") != 0 ||
      !readAt(Image.File, 0x3c, HeaderAt) ||
      !readAt(Image.File, HeaderAt, Signature) || Signature != 0x4550 ||
      !readAt(Image.File, HeaderAt + 4, File))
    return "it is no Windows image";
  if (File.Machine != 0x8664)
    return "it is not for x64";
  size_t OptionalAt = HeaderAt + 4 + sizeof(File);
  if (!readAt(Image.File, OptionalAt, Image.Header) ||
      Image.Header.Magic != 0x20b)
    return "its optional header is damaged";
  std::string Wrong = mapSections(File, OptionalAt + File.OptionalSize);
  if (Wrong.empty())
    Wrong = relocate();
  if (Wrong.empty())
    Wrong = bindImports();
  if (Wrong.empty() && !isCode(Image.Base + Image.Header.Entry))
    Wrong = "it has no entry point";
  if (Wrong.empty())
    protectAndSnapshot();
  return Wrong;
}
} // namespace

std::string load(const std::string &Path) {
  std::ifstream Stream(Path, std::ios::binary);
  if (!Stream)
    return Path + ": cannot be read";
  Image.File.assign(std::istreambuf_iterator<char>(Stream), {});
  std::string Wrong = loadBytes();
  return Wrong.empty() ? "" : Path + ": cannot be loaded: " + Wrong;
}

const std::vector<std::string> &unmodelledImports() { return Image.Unmodelled; }

void restore() {
  for (const Saved &Part : Image.Snapshot)
    memcpy(Part.Where, Part.Bytes.data(), Part.Bytes.size());
}

static void list(RunRanges &Into) {
  for (const Saved &Part : Image.Snapshot)
    Into.add(Part.Where, Part.Bytes.size());
}
static RunState Data(list);

uint8_t *base() { return Image.Base; }
uint32_t size() { return Image.Header.ImageSize; }
nt::EntryRoutine entryPoint() {
  return reinterpret_cast<nt::EntryRoutine>(Image.Base + Image.Header.Entry);
}
const void *exported(const std::string &Name) {
  struct ExportTable {
    uint32_t Skipped[5], FunctionCount, NameCount, Functions, Names, Ordinals;
  };
  uint32_t Rva = Image.Header.Directories[ExportDirectory].Rva;
  auto *Table = reinterpret_cast<ExportTable *>(at(Rva, sizeof(ExportTable)));
  if (!Rva || !Table)
    return nullptr;
  for (uint32_t I = 0; I != Table->NameCount; ++I) {
    auto *NameRva = reinterpret_cast<uint32_t *>(at(Table->Names + 4 * I, 4));
    auto *Index = reinterpret_cast<uint16_t *>(at(Table->Ordinals + 2 * I, 2));
    if (!NameRva || !Index || textAt(*NameRva) != Name)
      continue;
    auto *Code = reinterpret_cast<uint32_t *>(
        at(Table->Functions + 4 * uint32_t(*Index), 4));
    return Code && isCode(Image.Base + *Code) ? Image.Base + *Code : nullptr;
  }
  return nullptr;
}

const std::vector<Section> &sections() { return Image.Sections; }
uint64_t linkBase() { return Image.Header.ImageBase; }

bool contains(const void *Address) {
  auto *A = static_cast<const uint8_t *>(Address);
  return A >= Image.Base && A < Image.Base + Image.Header.ImageSize;
}

const Section *sectionOf(const void *Address) {
  if (!contains(Address))
    return nullptr;
  uint32_t Rva = static_cast<const uint8_t *>(Address) - Image.Base;
  for (const Section &S : Image.Sections)
    if (Rva >= S.Rva && Rva < S.Rva + S.Size)
      return &S;
  return nullptr;
}

bool isCode(const void *Address) {
  const Section *S = sectionOf(Address);
  return S && S->Executable;
}

const RuntimeFunction *functionAt(const void *Address) {
  const Directory &Table = Image.Header.Directories[ExceptionDirectory];
  if (!contains(Address) || !Table.Size)
    return nullptr;
  uint32_t Rva = static_cast<const uint8_t *>(Address) - Image.Base;
  auto *First = reinterpret_cast<RuntimeFunction *>(Image.Base + Table.Rva);
  auto *Last = First + Table.Size / sizeof(RuntimeFunction);
  auto *Found = std::upper_bound(
      First, Last, Rva,
      [](uint32_t R, const RuntimeFunction &F) { return R < F.Begin; });
  if (Found == First || Rva >= (Found - 1)->End)
    return nullptr;
  return Found - 1;
}

} // namespace image
} // namespace kernel
