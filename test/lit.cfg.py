# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""How the tests under test/ run.

A test is any .c, .cpp or .test file that holds a RUN line. Substitutions:

  %wsk-check          the command line tool
  %wsk-kernel         the reference kernel
  %plugin             WskCheck.so, the clang plugin
  %clang19            the clang it loads into
  %clang-tidy         the clang-tidy it loads into
  %wsk-clang-tidy     clang-tidy with the checks compiled in
  %wsk-clangd         clangd with the checks compiled in
  %wdk-args           target, defines and header folders wsk-check itself adds
  %wdk-cl-args        the same in the words of clang-cl
  %llvm               the LLVM installation
  %clang-analyze-wsk  clang -cc1 with plugin, headers, core and wsk checkers;
                      append -verify and the file (and -analyzer-output=text to
                      have expected-note checked as well)
  %check-driver       compares wsk-check with the comments of a driver folder
  %python             the Python interpreter
  %src, %build        root of the sources and of the build
  FileCheck, not, count, split-file come from the LLVM installation

Features: mingw (the DDK headers of mingw-w64 are there), neovim, node, yaml
(Python can read it), sarif-multitool (what tools/test installs for node),
chromium (with its driver), lsp (wsk-check has a language server), asan.
"""

import os
import importlib.util
import shlex
import shutil
import subprocess
import sys

if not hasattr(config, "wsk_build_dir"):
    # lit was pointed at the source tree: take the default build's settings.
    here = os.path.dirname(os.path.abspath(__file__))
    site = os.path.join(here, "..", "build", "test", "lit.site.cfg.py")
    if not os.path.exists(site):
        lit_config.fatal("no build/ to test; run tools/build first")
    lit_config.load_config(config, site)
    raise SystemExit


sys.path.append(os.path.join(config.wsk_source_dir, "test"))
from run_line_format import SANITIZER_OPTIONS, RunLineTest  # found there


def wdk_args(wsk_check):
    """The arguments wsk-check adds by itself, so that nothing stands twice."""
    if not os.path.exists(wsk_check):  # as when only the kernel is tested
        return "wsk-check-is-not-built"
    result = subprocess.run([wsk_check, "--print-compiler-args"], text=True,
                            capture_output=True, check=False)
    if result.returncode != 0:
        lit_config.warning("wsk-check --print-compiler-args failed: "
                           + result.stderr.strip())
        return "wsk-check-prints-no-compiler-args"
    return result.stdout.strip()


def has_language_server(wsk_check):
    """False if the library for it was missing when wsk-check was built."""
    if not os.path.exists(wsk_check):
        return False
    said = subprocess.run([wsk_check, "--lsp"], text=True, capture_output=True,
                          stdin=subprocess.DEVNULL, check=False).stderr
    return "was built without --lsp" not in said


def cc1_args(clang, driver_args):
    """The same arguments in the words of clang -cc1: asked of the driver, as
    -cc1 takes no --target and expands nothing by itself."""
    dry = subprocess.run(
        shlex.split(clang)
        + ["-###", "--analyze", "-Wno-unused-command-line-argument"]
        + shlex.split(driver_args) + ["-x", "c", os.devnull],
        capture_output=True, text=True, check=False)
    line = [l for l in dry.stderr.splitlines() if '"-cc1"' in l]
    if not line:
        return driver_args
    words = shlex.split(line[0])
    one = {"-fms-extensions", "-fms-compatibility", "-fdeclspec",
           "-fno-rtti", "-fdelayed-template-parsing"}
    two = {"-triple", "-resource-dir", "-isystem", "-internal-isystem", "-D",
           "-target-cpu"}
    kept = []
    for index, word in enumerate(words):
        if word in two:
            kept += [word, words[index + 1]]
        elif word in one or word.startswith(
                ("-fms-compatibility-version", "-fgnuc-version",
                 "-Wno-error=")):
            kept.append(word)
    return " ".join(shlex.quote(word) for word in kept)


def cl_args(driver_args):
    """The same arguments for clang-cl, which takes clang's own by /clang:."""
    return " ".join("/clang:" + word for word in driver_args.split())


config.name = "WskCheck"
config.test_format = RunLineTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.join(config.wsk_source_dir, "test")
config.test_exec_root = os.path.join(config.wsk_build_dir, "test")

llvm_bin = os.path.join(config.wsk_llvm_prefix, "bin")
clang = os.path.join(llvm_bin, "clang-" + config.wsk_llvm_major)
if not os.path.exists(clang):
    clang = os.path.join(llvm_bin, "clang")
clang_tidy = os.path.join(llvm_bin, "clang-tidy")
wsk_check = os.path.join(config.wsk_build_dir, "bin", "wsk-check")
plugin = os.path.join(config.wsk_build_dir, "lib", "WskCheck.so")
if config.wsk_sanitizer_runtime:
    os.environ.update(SANITIZER_OPTIONS)
    # A sanitized plugin needs the runtime in the clang that loads it.
    clang = f"env LD_PRELOAD={config.wsk_sanitizer_runtime} {clang}"
    clang_tidy = f"env LD_PRELOAD={config.wsk_sanitizer_runtime} {clang_tidy}"
wdk = wdk_args(wsk_check)

config.substitutions += [
    ("%clang-analyze-wsk",
     f"{clang} -cc1 {cc1_args(clang, wdk)} -load {plugin} -analyze "
     "-setup-static-analyzer -analyzer-checker=core,wsk -w"),
    ("%check-driver",
     f"{config.wsk_python} {config.test_source_root}/drivers/check_driver.py "
     f"--wsk-check {wsk_check}"),
    ("%wsk-check", wsk_check),
    ("%wsk-kernel", os.path.join(config.wsk_build_dir, "bin", "wsk-kernel")),
    ("%wdk-args", wdk),
    ("%wdk-cl-args", cl_args(wdk)),
    ("%llvm", config.wsk_llvm_prefix),
    ("%plugin", plugin),
    ("%clang-tidy", clang_tidy),
    ("%wsk-clang-tidy", os.path.join(config.wsk_build_dir, "bin",
                                     "wsk-clang-tidy")),
    ("%wsk-clangd", os.path.join(config.wsk_build_dir, "bin", "wsk-clangd")),
    ("%clang19", clang),
    ("%python", config.wsk_python),
    ("%src", config.wsk_source_dir),
    ("%build", config.wsk_build_dir),
]

config.environment["PATH"] = os.pathsep.join(
    [llvm_bin, config.environment.get("PATH", os.environ.get("PATH", ""))])
config.substitutions.append(("%{path}", config.environment["PATH"]))
# Output must not depend on who runs the tests.
config.environment["LC_ALL"] = "C.UTF-8"

if os.path.exists("/usr/x86_64-w64-mingw32/include/ddk/wdm.h"):
    config.available_features.add("mingw")
if shutil.which("node"):
    config.available_features.add("node")
if importlib.util.find_spec("yaml"):
    config.available_features.add("yaml")
multitool = os.path.join(config.wsk_build_dir, "npm", "node_modules", ".bin",
                         "sarif-multitool")
if os.path.exists(multitool):
    config.available_features.add("sarif-multitool")
    config.substitutions.append(("%sarif-multitool", multitool))
if shutil.which("chromium") and shutil.which("chromedriver"):
    config.available_features.add("chromium")
if shutil.which("nvim"):
    config.available_features.add("neovim")
if has_language_server(wsk_check):
    config.available_features.add("lsp")
if config.wsk_sanitizer_runtime:
    config.available_features.add("asan")
    config.environment.update(SANITIZER_OPTIONS)
