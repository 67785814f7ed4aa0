//===- VcxprojTest.cpp - What a project file says about a driver ----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Vcxproj.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace wsk;

namespace {
class VcxprojTest : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(sys::fs::createUniqueDirectory("vcxproj", Root));
    SmallString<128> Real;
    ASSERT_FALSE(sys::fs::real_path(Root, Real));
    Root = Real;
  }
  void TearDown() override { sys::fs::remove_directories(Root); }

  std::string path(StringRef Name) const { return (Root + "/" + Name).str(); }
  void write(StringRef Name, StringRef Text) {
    std::string File = path(Name);
    ASSERT_FALSE(sys::fs::create_directories(sys::path::parent_path(File)));
    std::error_code EC;
    raw_fd_ostream(File, EC) << Text;
    ASSERT_FALSE(EC);
  }
  /// A project around \p Body with two configurations.
  void project(StringRef Name, const Twine &Body) {
    write(Name, ("<Project><ItemGroup Label='ProjectConfigurations'>"
                 "<ProjectConfiguration Include='Debug|x64'/>"
                 "<ProjectConfiguration Include='Release|x64'/>"
                 "</ItemGroup>" +
                 Body + "</Project>")
                    .str());
  }
  DriverProject read(StringRef Name, ProjectChoice Choice = {}) {
    Expected<DriverProject> P = readProjects({path(Name)}, Choice);
    if (!P) {
      ADD_FAILURE() << toString(P.takeError());
      return {};
    }
    return std::move(*P);
  }
  std::string error(StringRef Name, ProjectChoice Choice = {}) {
    Expected<DriverProject> P = readProjects({path(Name)}, Choice);
    return P ? "none" : toString(P.takeError());
  }
  /// The arguments of the only source, without program and source.
  std::string args(StringRef Name, ProjectChoice Choice = {}) {
    DriverProject P = read(Name, Choice);
    if (P.Sources.size() != 1)
      return std::to_string(P.Sources.size()) + " sources";
    std::string Out;
    for (StringRef Arg :
         ArrayRef(P.Sources[0].Args).drop_front().drop_back(2)) {
      std::string Word = Arg.str();
      if (size_t At = Word.find(Root.c_str()); At != std::string::npos)
        Word.replace(At, Root.size(), "ROOT");
      Out += (Out.empty() ? "" : " ") + Word;
    }
    return Out;
  }
  std::string names(const DriverProject &P) {
    std::string Out;
    for (const ProjectSource &S : P.Sources)
      Out += (Out.empty() ? "" : " ") +
             StringRef(S.File).drop_front(Root.size() + 1).str();
    return Out;
  }

  SmallString<128> Root;
};

TEST_F(VcxprojTest, ReleaseIsChosenUnlessAsked) {
  project("a.vcxproj",
          "<PropertyGroup Condition=\"'$(Configuration)|$(Platform)'=="
          "'Debug|x64'\"><UseDebugLibraries>true</UseDebugLibraries>"
          "</PropertyGroup>"
          "<ItemDefinitionGroup Condition=\"'$(Configuration)'=='Release'\">"
          "<ClCompile><PreprocessorDefinitions>FAST;%(PreprocessorDefinitions)"
          "</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>"
          "<ItemGroup><ClCompile Include='a.c'/></ItemGroup>");
  EXPECT_EQ(args("a.vcxproj"), "/DFAST");
  EXPECT_EQ(args("a.vcxproj", {"debug", ""}), "/DDBG=1");
  EXPECT_EQ(error("a.vcxproj", {"Checked", ""}),
            "the project '" + path("a.vcxproj") +
                "' has no configuration 'Checked|x64'; it has 'Debug|x64', "
                "'Release|x64'");
}

TEST_F(VcxprojTest, PropertiesAreFinalBeforeItemsAreRead) {
  project("a.vcxproj",
          "<ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>V=$(Late)"
          "</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>"
          "<ItemGroup><ClCompile Include='$(Late).c'/></ItemGroup>"
          "<PropertyGroup><Late>7</Late></PropertyGroup>");
  DriverProject P = read("a.vcxproj");
  EXPECT_EQ(names(P), "7.c");
  EXPECT_EQ(args("a.vcxproj"), "/DV=7");
}

TEST_F(VcxprojTest, MetadataIsInheritedAndOverridden) {
  project("a.vcxproj",
          "<ItemDefinitionGroup><ClCompile>"
          "<PreprocessorDefinitions>ALL</PreprocessorDefinitions>"
          "<LanguageStandard>stdcpp20</LanguageStandard>"
          "<LanguageStandard_C>stdc17</LanguageStandard_C>"
          "<ForcedIncludeFiles>pre\\first.h</ForcedIncludeFiles>"
          "</ClCompile></ItemDefinitionGroup>"
          "<ItemGroup><ClCompile Include='a.c'>"
          "<PreprocessorDefinitions>ONE;%(PreprocessorDefinitions)"
          "</PreprocessorDefinitions>"
          "<AdditionalOptions>/Zc:wchar_t- /DTWO %(AdditionalOptions)"
          "</AdditionalOptions></ClCompile></ItemGroup>");
  EXPECT_EQ(args("a.vcxproj"),
            "/DONE /DALL /FIpre/first.h /std:c17 /Zc:wchar_t- /DTWO");
}

TEST_F(VcxprojTest, HeaderFoldersWhateverTheCase) {
  ASSERT_FALSE(sys::fs::create_directories(path("Inc/Sub")));
  project("a.vcxproj",
          "<ItemDefinitionGroup><ClCompile><AdditionalIncludeDirectories>"
          "$(ProjectDir)inc\\SUB;..\\nosuch;C:\\Kits\\10\\Include"
          "</AdditionalIncludeDirectories></ClCompile></ItemDefinitionGroup>"
          "<ItemGroup><ClCompile Include='a.cpp'/></ItemGroup>");
  EXPECT_EQ(args("a.vcxproj"), "/I ROOT/Inc/Sub");
  DriverProject P = read("a.vcxproj");
  EXPECT_TRUE(is_contained(P.Facts, "there is no header folder '..\\nosuch'"));
}

TEST_F(VcxprojTest, SourcesByWildcardCaseAndCondition) {
  write("Src/One.C", "");
  write("Src/deep/er/two.cpp", "");
  write("Src/three.txt", "");
  write("Src/four.c", "");
  project("a.vcxproj",
          "<ItemGroup><ClCompile Include='src\\**\\*.c*' "
          "Exclude='src\\FOUR.c'/></ItemGroup>"
          "<ItemGroup><ClCompile Include='debug.c' "
          "Condition=\"'$(Configuration)'=='Debug'\"/>"
          "<ClCompile Include='out.c'><ExcludedFromBuild "
          "Condition=\"'$(Configuration)|$(Platform)'=='Release|x64'\">true"
          "</ExcludedFromBuild></ClCompile></ItemGroup>");
  EXPECT_EQ(names(read("a.vcxproj")), "Src/One.C Src/deep/er/two.cpp");
  EXPECT_EQ(names(read("a.vcxproj", {"Debug", "x64"})),
            "Src/One.C Src/deep/er/two.cpp debug.c out.c");
}

TEST_F(VcxprojTest, ImportsAndWhatLiesAbove) {
  write("Directory.Build.props",
        "<Project><ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>"
        "ABOVE=\"$(MSBuildThisFileName)\";%(PreprocessorDefinitions)"
        "</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>"
        "</Project>");
  write("drv/common.props",
        "<Project><Import Project='$(MSBuildThisFileDirectory)more.props'/>"
        "</Project>");
  write("drv/more.props", "<Project><PropertyGroup><Extra>E</Extra>"
                          "</PropertyGroup></Project>");
  project("drv/a.vcxproj",
          "<Import Project='$(VCTargetsPath)\\Microsoft.Cpp.Default.props'/>"
          "<Import Project='Common.props'/>"
          "<Import Project='gone.props' Condition=\"exists('gone.props')\"/>"
          "<Import Project='packages\\absent.props'/>"
          "<ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>$(Extra);"
          "%(PreprocessorDefinitions)</PreprocessorDefinitions></ClCompile>"
          "</ItemDefinitionGroup>"
          "<ItemGroup><ClCompile Include='a.c'/></ItemGroup>");
  EXPECT_EQ(args("drv/a.vcxproj"), "/DE /DABOVE=\"Directory.Build\"");
  DriverProject P = read("drv/a.vcxproj");
  ASSERT_EQ(P.Notes.size(), 1u);
  EXPECT_EQ(P.Notes[0].What, "import 'packages\\absent.props' of a.vcxproj");
  EXPECT_FALSE(P.Notes[0].Matters);
}

TEST_F(VcxprojTest, CircularImportsEnd) {
  write("x.props", "<Project><Import Project='y.props'/></Project>");
  write("y.props", "<Project><Import Project='x.props'/></Project>");
  project("a.vcxproj", "<Import Project='x.props'/>"
                       "<ItemGroup><ClCompile Include='a.c'/></ItemGroup>");
  EXPECT_EQ(names(read("a.vcxproj")), "a.c");
}

TEST_F(VcxprojTest, ConditionsAndFunctions) {
  project("a.vcxproj",
          "<PropertyGroup>"
          "<A Condition=\"!('$(X)' != '' or '$(Platform)' == 'Win32') and "
          "HasTrailingSlash('$(ProjectDir)')\">a</A>"
          "<B>$(A.Replace('a', 'b').ToUpper())</B>"
          "<C>$([System.IO.Path]::GetFileName('d\\e.c'))</C>"
          "<D Condition=\"'0x10' &gt;= '16' and 10 &lt; 11.5\">d</D>"
          "<E>$([MSBuild]::ValueOrDefault('$(X)', 'e'))</E>"
          "<F>$([Unknown.Type]::Magic(1))</F>"
          "</PropertyGroup>"
          "<Choose><When Condition=\"'$(A)'=='z'\"><PropertyGroup><G>when</G>"
          "</PropertyGroup></When><Otherwise><PropertyGroup><G>other</G>"
          "</PropertyGroup></Otherwise></Choose>"
          "<ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>"
          "$(A);$(B);$(C);$(D);$(E);$(F);$(G);H%3BI</PreprocessorDefinitions>"
          "</ClCompile></ItemDefinitionGroup>"
          "<ItemGroup><ClCompile Include='a.c'/></ItemGroup>");
  EXPECT_EQ(args("a.vcxproj"), "/Da /DB /De.c /Dd /De /Dother /DH;I");
  DriverProject P = read("a.vcxproj");
  ASSERT_EQ(P.Notes.size(), 1u);
  EXPECT_EQ(P.Notes[0].What, "$([Unknown.Type]::Magic(1)) in a.vcxproj");
}

TEST_F(VcxprojTest, LibrariesAreTakenInAndOtherDriversAreNot) {
  project("lib/lib.vcxproj",
          "<PropertyGroup><ConfigurationType>StaticLibrary"
          "</ConfigurationType></PropertyGroup>"
          "<ItemGroup><ClCompile Include='lib.c'/></ItemGroup>");
  project("other/other.vcxproj",
          "<PropertyGroup><ConfigurationType>Driver</ConfigurationType>"
          "</PropertyGroup>"
          "<ItemGroup><ClCompile Include='other.c'/></ItemGroup>");
  project("drv/a.vcxproj",
          "<ItemGroup><ClCompile Include='a.c'/></ItemGroup><ItemGroup>"
          "<ProjectReference Include='..\\lib\\lib.vcxproj'/>"
          "<ProjectReference Include='..\\other\\other.vcxproj'/>"
          "<ProjectReference Include='..\\gone\\gone.vcxproj'/></ItemGroup>");
  DriverProject P = read("drv/a.vcxproj");
  EXPECT_EQ(names(P), "drv/a.c lib/lib.c");
  EXPECT_EQ(P.Name, "a");
  ASSERT_EQ(P.Notes.size(), 1u);
  EXPECT_TRUE(P.Notes[0].Matters);
  EXPECT_EQ(databaseOf(P)->getCompileCommands(path("lib/lib.c")).size(), 1u);
}

TEST_F(VcxprojTest, WhatGeneratesHeaders) {
  project("a.vcxproj",
          "<ItemGroup><ClCompile Include='a.c'><WppEnabled>true</WppEnabled>"
          "<WppAdditionalConfigurationFile>my.ini"
          "</WppAdditionalConfigurationFile></ClCompile>"
          "<MessageCompile Include='messages.mc'/></ItemGroup>");
  DriverProject P = read("a.vcxproj");
  EXPECT_EQ(P.TraceConfigs, std::vector<std::string>{path("my.ini")});
  EXPECT_EQ(P.MessageFiles, std::vector<std::string>{path("messages.mc")});
}

TEST_F(VcxprojTest, BrokenProjects) {
  write("cut.vcxproj", "<Project><ItemGroup>");
  write("html.vcxproj", "<html/>");
  write("empty.vcxproj", "");
  project("package.vcxproj",
          "<ItemGroup><ProjectReference Include='a.vcxproj'/></ItemGroup>");
  EXPECT_TRUE(StringRef(error("cut.vcxproj"))
                  .starts_with("cannot read the project '" +
                               path("cut.vcxproj") + "': line 1: "));
  EXPECT_EQ(error("html.vcxproj"), "cannot read the project '" +
                                       path("html.vcxproj") +
                                       "': its root is <html>, not <Project>");
  EXPECT_TRUE(StringRef(error("empty.vcxproj")).contains("empty"));
  EXPECT_EQ(error("package.vcxproj"),
            "the project '" + path("package.vcxproj") +
                "' compiles no C or C++ source in this configuration; name the "
                "driver's project, one of those it references: '" +
                path("a.vcxproj") + "'");
}

} // namespace
