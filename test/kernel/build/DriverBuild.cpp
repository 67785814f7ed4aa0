//===- DriverBuild.cpp - From a driver's sources to a PE image ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "build/DriverBuild.h"
#include "build/FixIts.h"
#include "build/Support.h"
#include "build/TraceHeaders.h"
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace kernel {
namespace build {

namespace {
bool exists(const std::string &Path) { return access(Path.c_str(), R_OK) == 0; }

/// Folder of the header pack: beside an installed program, else the sources'.
std::string headerPack() {
  char Self[4096];
  ssize_t Length = readlink("/proc/self/exe", Self, sizeof(Self) - 1);
  if (Length > 0) {
    std::string Path(Self, Length);
    std::string Folder = Path.substr(0, Path.rfind('/'));
    std::string Installed = Folder + "/../share/wskcheck/wdk";
    if (exists(Installed + "/nt/wdm.h"))
      return Installed;
  }
  return WSK_KERNEL_HEADERS;
}

std::string stem(const std::string &Path) {
  std::string Name = Path.substr(Path.rfind('/') + 1);
  return Name.substr(0, Name.rfind('.'));
}

bool endsWith(const std::string &Text, const std::string &End) {
  return Text.size() >= End.size() &&
         Text.compare(Text.size() - End.size(), End.size(), End) == 0;
}

void append(std::vector<std::string> &To, std::vector<std::string> More) {
  To.insert(To.end(), More.begin(), More.end());
}

/// What the run needs beyond the checker's arguments: code, line tables, and
/// the same value in every variable the driver forgot to initialise.
std::vector<std::string> codeArgs(const Request &What) {
  std::vector<std::string> Args = {
      "-O1",
      "-g",
      "-gdwarf",
      "-fno-omit-frame-pointer",
      "-fno-delete-null-pointer-checks", // a null pointer is to fault
      "-fno-optimize-sibling-calls",     // a call must show where it came from
      "-ffreestanding",
      "-fasync-exceptions",
      "-fno-stack-protector",
      "-mno-stack-arg-probe",
      "-mno-implicit-float",
      "-ftrivial-auto-var-init=pattern",
      "-w",
      "-I" + What.Folder};
  if (What.Instrument)
    // Calls at entry and exit would need a way to unwind that this target
    // lacks.
    append(Args, {"-Xclang", "-fsanitize=thread", "-mllvm",
                  "-tsan-instrument-func-entry-exit=0"});
  return Args;
}

/// The first lines of a compiler's output, as a person wants to see them.
std::string beginningOf(const std::string &Output) {
  constexpr unsigned MaxLines = 40;
  std::istringstream Lines(Output);
  std::string Text;
  unsigned Count = 0;
  for (std::string Line; Count != MaxLines && std::getline(Lines, Line);) {
    Text += Line + "\n";
    ++Count;
  }
  return Text;
}

std::string compile(const Request &What, const std::string &Source,
                    const std::string &Object) {
  std::vector<std::string> Command = {llvmTool("clang"), "-c", Source, "-o",
                                      Object};
  append(Command, compilerArgs());
  append(Command, codeArgs(What));
  if (!endsWith(Source, ".c"))
    append(Command, {"-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics",
                     "-fcheck-new", "-std=c++20"});
  append(Command, What.CompilerArgs);
  Command.push_back("-ferror-limit=0");
  // Corrections can bring further errors to light, but not for ever.
  constexpr unsigned MaxRounds = 4;
  EditedFiles Edited;
  std::string Output;
  for (unsigned Round = 0; Round != MaxRounds; ++Round) {
    Output.clear();
    if (runTool(Command, Output) == 0)
      return "";
    if (!applyFixIts(Output, Edited))
      break;
    std::string Overlay;
    std::string Wrong = writeOverlay(Edited, What.Folder, Overlay);
    if (!Wrong.empty())
      return Wrong;
    if (Round == 0)
      append(Command, {"-ivfsoverlay", Overlay});
  }
  return Source + ": does not compile:\n" + beginningOf(Output);
}

/// Names the objects need and do not define themselves, and those they define.
std::string readNames(const std::vector<std::string> &Objects,
                      std::set<std::string> &Names,
                      std::set<std::string> &Defined) {
  std::vector<std::string> Command = {llvmTool("llvm-nm"), "--format=posix"};
  append(Command, Objects);
  std::string Output;
  if (runTool(Command, Output) != 0)
    return "the objects cannot be read:\n" + Output;
  std::istringstream Lines(Output);
  for (std::string Line; std::getline(Lines, Line);) {
    std::istringstream Words(Line);
    std::string Name, Kind;
    if (!(Words >> Name >> Kind))
      continue;
    if (Kind != "U" && Kind != "w")
      Defined.insert(Name);
    else if (Name.compare(0, 6, "__imp_") == 0)
      Names.insert(Name.substr(6));
    else
      Names.insert(Name);
  }
  for (const std::string &Name : Defined)
    Names.erase(Name);
  return "";
}

std::string makeImportLibrary(const std::set<std::string> &Names,
                              const std::string &Folder) {
  std::string Definition = Folder + "/kernel.def";
  {
    std::ofstream Out(Definition);
    Out << "LIBRARY ntoskrnl.exe\nEXPORTS\n";
    for (const std::string &Name : Names)
      Out << "  \"" << Name << "\"\n";
    if (!Out)
      return Definition + ": cannot be written";
  }
  std::string Output;
  if (runTool({llvmTool("llvm-dlltool"), "-m", "i386:x86-64", "-d", Definition,
               "-l", Folder + "/kernel.lib"},
              Output) != 0)
    return "the import library cannot be made:\n" + Output;
  return "";
}

/// Compiles what the driver links from the kit's libraries. These may need
/// names of the kernel themselves.
std::string addSupport(std::set<std::string> &Names,
                       std::set<std::string> &Defined, const Request &What,
                       std::vector<std::string> &Objects) {
  std::vector<const SupportLibrary *> Needed = supportFor(Names);
  if (Needed.empty())
    return "";
  Request Plain;
  Plain.Folder = What.Folder;
  Plain.CompilerArgs = {"-g0"}; // its lines say nothing to anybody
  for (const SupportLibrary *Library : Needed) {
    std::string Source = What.Folder + "/" + Library->File;
    std::ofstream(Source) << Library->Source;
    Objects.push_back(Source + ".obj");
    std::string Wrong = compile(Plain, Source, Objects.back());
    if (!Wrong.empty())
      return Wrong;
  }
  Names.clear();
  return readNames(Objects, Names, Defined);
}

std::string link(const std::vector<std::string> &Objects,
                 const std::set<std::string> &Defined,
                 const std::string &Folder, const std::string &Image) {
  std::vector<std::string> Command = {
      llvmTool("lld-link"), "/subsystem:native",
      "/nodefaultlib",      "/entry:DriverEntry",
      "/debug:dwarf",       "/opt:noref",
      "/out:" + Image,      "/implib:" + Folder + "/unused.lib"};
  // The two routines of an export driver that Windows calls.
  for (const char *Name : {"DllInitialize", "DllUnload"})
    if (Defined.count(Name))
      Command.push_back(std::string("/export:") + Name + ",PRIVATE");
  append(Command, Objects);
  Command.push_back(Folder + "/kernel.lib");
  std::string Output;
  if (runTool(Command, Output) != 0)
    return "the driver does not link:\n" + Output;
  return "";
}
} // namespace

std::string llvmTool(const std::string &Name) {
  std::string Path = std::string(WSK_KERNEL_LLVM_BIN) + "/" + Name;
  return exists(Path) ? Path : Name;
}

int runTool(const std::vector<std::string> &Command, std::string &Output) {
  int Pipe[2];
  if (pipe(Pipe) != 0)
    return -1;
  pid_t Child = fork();
  if (Child == 0) {
    dup2(Pipe[1], 1);
    dup2(Pipe[1], 2);
    close(Pipe[0]);
    close(Pipe[1]);
    std::vector<char *> Argv;
    for (const std::string &Word : Command)
      Argv.push_back(const_cast<char *>(Word.c_str()));
    Argv.push_back(nullptr);
    execvp(Argv[0], Argv.data());
    perror(Argv[0]);
    _exit(127);
  }
  close(Pipe[1]);
  char Buffer[4096];
  for (ssize_t Got; (Got = read(Pipe[0], Buffer, sizeof(Buffer))) > 0;)
    Output.append(Buffer, Got);
  close(Pipe[0]);
  int Status;
  if (Child < 0 || waitpid(Child, &Status, 0) < 0 || !WIFEXITED(Status))
    return -1;
  return WEXITSTATUS(Status);
}

std::vector<std::string> compilerArgs() {
  std::string Pack = headerPack();
  return {"--target=x86_64-pc-windows-msvc",
          "-fms-compatibility-version=19.40",
          "-D_AMD64_",
          "-D_KERNEL_MODE=1",
          "-DWINNT=1",
          "-D_WIN32_WINNT=0x0A00",
          "-DWINVER=0x0A00",
          "-DNTDDI_VERSION=0x0A00000B",
          "-Wno-error=implicit-function-declaration",
          "-Wno-error=implicit-int",
          "-Wno-error=incompatible-function-pointer-types",
          "-Wno-error=int-conversion",
          "-Wno-error=incompatible-pointer-types",
          "-Wno-error=return-type",
          "-isystem",
          Pack + "/net",
          "-isystem",
          Pack + "/nt"};
}

std::string buildDriver(const Request &What, std::string &Image) {
  std::vector<std::string> Objects;
  for (const std::string &Source : What.Sources) {
    if (!exists(Source))
      return Source + ": cannot be read";
    std::string Wrong = makeTraceHeaders(Source, What.Folder);
    std::string Object = What.Folder + "/" + std::to_string(Objects.size()) +
                         "-" + stem(Source) + ".obj";
    if (Wrong.empty())
      Wrong = compile(What, Source, Object);
    if (!Wrong.empty())
      return Wrong;
    Objects.push_back(Object);
  }
  std::set<std::string> Names, Defined;
  std::string Wrong = readNames(Objects, Names, Defined);
  if (Wrong.empty())
    Wrong = addSupport(Names, Defined, What, Objects);
  if (Wrong.empty())
    Wrong = makeImportLibrary(Names, What.Folder);
  Image = What.Folder + "/driver.sys";
  if (Wrong.empty())
    Wrong = link(Objects, Defined, What.Folder, Image);
  return Wrong;
}

} // namespace build
} // namespace kernel
