//===- CommandsTest.cpp - What compile commands contribute ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Commands.h"
#include "TestDriver.h"
#include "program/ProjectFolders.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

using namespace wsk;
using namespace wsk::test;

namespace {
using Words = std::vector<std::string>;

Words kept(Words CommandLine, llvm::StringRef File = "/src/a.c") {
  return meaningfulArgs(std::move(CommandLine), "/src/build", File);
}

/// A database of one command for every file.
class OneCommand : public clang::tooling::CompilationDatabase {
public:
  OneCommand(std::string Directory, Words CommandLine)
      : Directory(std::move(Directory)), CommandLine(std::move(CommandLine)) {}
  std::vector<clang::tooling::CompileCommand>
  getCompileCommands(llvm::StringRef File) const override {
    return {{Directory, File, CommandLine, ""}};
  }

private:
  std::string Directory;
  Words CommandLine;
};
} // namespace

TEST(MeaningfulArgs, OfClang) {
  EXPECT_EQ(kept({"clang",
                  "--target=i686-linux-gnu",
                  "-c",
                  "-O2",
                  "-Wall",
                  "-Werror",
                  "-DA=1",
                  "-D",
                  "B",
                  "-UC",
                  "-Iinc",
                  "-I",
                  "/abs/inc",
                  "-isystem",
                  "sys",
                  "-include",
                  "pre.h",
                  "-std=c11",
                  "-fpack-struct=4",
                  "-o",
                  "a.o",
                  "a.c"}),
            (Words{"-DA=1", "-DB", "-UC", "-I", "/src/build/inc", "-I",
                   "/abs/inc", "-isystem", "/src/build/sys", "-include",
                   "pre.h", "-fpack-struct=4", "-std=c11"}));
}

TEST(MeaningfulArgs, OfClAndItsAliases) {
  Words Line = {"",          "/nologo",   "/c",
                "/kernel",   "/Gz",       "/W4",
                "/WX",       "/DA=1",     "/D",
                "B",         "-DC",       "/UD",
                "/Iinc",     "/FIpre.h",  "/std:c17",
                "/Zp8",      "/analyze",  "/analyze:plugin",
                "x.dll",     "/Qspectre", "/external:Iext",
                "/guard:cf", "/Foa.obj",  "a.c"};
  Words Wanted = {"-DA=1",
                  "-DB",
                  "-DC",
                  "-UD",
                  "-I",
                  "/src/build/inc",
                  "-include",
                  "pre.h",
                  "-fpack-struct=8",
                  "-isystem",
                  "/src/build/ext",
                  "-std=c17"};
  for (const char *Program : {"cl", "CL.EXE", "C:\\Program Files\\VC\\cl.exe",
                              "clang-cl", "/usr/bin/clang-cl-19"}) {
    SCOPED_TRACE(Program);
    Line[0] = Program;
    EXPECT_EQ(kept(Line), Wanted);
  }
  Line[0] = "clang";
  Line.insert(Line.begin() + 1, "--driver-mode=cl");
  EXPECT_EQ(kept(Line), Wanted);
}

TEST(MeaningfulArgs, OnlyTheStandardOfTheLanguage) {
  EXPECT_EQ(kept({"clang", "-std=c++20"}), Words());
  EXPECT_EQ(kept({"clang", "-std=c++20"}, "/src/a.cpp"), Words{"-std=c++20"});
  EXPECT_EQ(kept({"cl", "/std:c++latest"}, "/src/a.cpp"), Words{"-std=c++23"});
  EXPECT_EQ(kept({"cl", "/std:clatest"}), Words{"-std=c23"});
  EXPECT_EQ(kept({"cl", "/TP", "/std:c++17"}),
            (Words{"-x", "c++", "-std=c++17"}));
}

TEST(MeaningfulArgs, FromResponseFiles) {
  TestDriver D;
  D.file("args.rsp", "/DFROM_FILE \"/DWITH SPACE\"\n/Iinc\n");
  EXPECT_EQ(meaningfulArgs({"cl", "@args.rsp", "a.c"},
                           llvm::sys::path::parent_path(D.path("x")), "a.c"),
            (Words{"-DFROM_FILE", "-DWITH SPACE", "-I", D.path("inc")}));
}

TEST(MeaningfulArgs, FromMsBuildsResponseFiles) {
  // MSBuild writes them in UTF-16 with a byte order mark.
  std::string Wide = "\xff\xfe";
  for (char C : llvm::StringRef("/DWIDE=1 /std:c17 /kernel\r\n"))
    Wide += {C, '\0'};
  TestDriver D;
  D.file("cl.rsp", Wide);
  EXPECT_EQ(meaningfulArgs({"cl.exe", "@cl.rsp", "a.c"},
                           llvm::sys::path::parent_path(D.path("x")), "a.c"),
            (Words{"-DWIDE=1", "-std=c17"}));
}

TEST(MeaningfulArgs, NoOtherKernelHeaders) {
  TestDriver D;
  D.file("ddk/wdm.h", "").file("own/own.h", "");
  EXPECT_EQ(kept({"clang", "-I" + D.path("ddk"), "-I" + D.path("own")}),
            (Words{"-I", D.path("own")}));
}

TEST(UnitCommands, DatabaseThenExtraArguments) {
  TestDriver D;
  D.file("wdk/km/wdm.h", "");
  ProgramOptions Options;
  Options.KernelHeaders = D.path("wdk");
  Options.Sources = {D.path("a.c")};
  Options.Database =
      std::make_shared<OneCommand>(D.path("build"), Words{"cl", "/DX=1"});
  Options.ExtraArgs = {"-UX", "-std=c++20"};
  auto Commands = unitCommands(Options);
  ASSERT_TRUE(bool(Commands));
  ASSERT_EQ(Commands->size(), 1u);
  EXPECT_EQ(Commands->front().Directory, D.path("build"));
  const Words &Args = Commands->front().Args;
  auto At = [&](llvm::StringRef Arg) {
    return std::find(Args.begin(), Args.end(), Arg) - Args.begin();
  };
  EXPECT_LT(At(D.path("wdk/km")), At("-DX=1"));
  EXPECT_LT(At("-DX=1"), At("-UX"));
  EXPECT_LT(At("-UX"), At(D.path("a.c")));
  EXPECT_EQ(size_t(At("-std=c++20")), Args.size());
}

TEST(UnitCommands, AFolderThatIsNotThereIsTold) {
  ProgramOptions Options;
  Options.KernelHeaders = "/no/such/wdk";
  auto Commands = unitCommands(Options);
  ASSERT_FALSE(bool(Commands));
  EXPECT_NE(toString(Commands.takeError()).find("'/no/such/wdk'"),
            std::string::npos);
}

TEST(ProjectHeaderArgs, FoldersBelowAndIncludeBeside) {
  TestDriver D;
  D.file("drv/src/net/a.c", "").file("drv/src/main.c", "");
  D.file("drv/src/main.h", "").file("drv/src/deep/er/x.hpp", "");
  D.file("drv/src/ddk/wdm.h", "").file("drv/src/.git/y.h", "");
  D.file("drv/include/linux/z.h", "").file("drv/include/w.h", "");
  D.file("drv/src/Inc/i.h", "").file("drv/other/o.h", "");
  EXPECT_EQ(
      projectHeaderArgs({D.path("drv/src/net/a.c"), D.path("drv/src/main.c")}),
      (Words{"-iquote", D.path("drv/src"), "-idirafter", D.path("drv/src"),
             "-iquote", D.path("drv/src/Inc"), "-I", D.path("drv/src/Inc"),
             "-iquote", D.path("drv/src/deep/er"), "-idirafter",
             D.path("drv/src/deep/er"), "-idirafter", D.path("drv/src"),
             "-idirafter", D.path("drv/src/deep"), "-I",
             D.path("drv/include")}));
}

TEST(CommonFolder, IsTheDeepest) {
  EXPECT_EQ(commonFolder({"/a/b/c.c"}), "/a/b");
  EXPECT_EQ(commonFolder({"/a/b/c.c", "/a/bc/d.c"}), "/a");
  EXPECT_EQ(commonFolder({"/a/b/c.c", "/d.c"}), "/");
}
