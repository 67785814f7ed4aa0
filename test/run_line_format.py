# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The lit format of our tests; a module because lit sends it to processes."""

import lit.formats

# LLVM is not instrumented: what it allocates and keeps, or puts into standard
# containers, must not be held against us.
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=0:detect_container_overflow=0"
                    ":detect_odr_violation=0:allow_user_poisoning=0",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
}

class RunLineTest(lit.formats.ShTest):
    """Shell tests, but only files with a RUN line: the sources of a test's
    driver may lie beside it without being tests."""

    def getTestsInDirectory(self, testSuite, path_in_suite, *rest):
        for test in super().getTestsInDirectory(testSuite, path_in_suite,
                                                *rest):
            with open(test.getSourcePath(), encoding="utf-8",
                      errors="replace") as file:
                if "RUN:" in file.read():
                    yield test
