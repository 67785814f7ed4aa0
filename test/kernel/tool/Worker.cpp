//===- Worker.cpp - The process a driver runs in --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "tool/Worker.h"
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace kernel {
namespace tool {

namespace {
struct Shared {
  volatile uint64_t Schedule;
};
Shared *Board = nullptr;

volatile pid_t Running = 0;

/// Who asks us to end asks the worker.
void passOn(int Signal) {
  if (Running > 0)
    kill(Running, Signal);
}

/// Waits for \p Child while signals pass through.
int waitFor(pid_t Child) {
  Running = Child;
  signal(SIGINT, passOn);
  signal(SIGTERM, passOn);
  int Status = 0;
  while (waitpid(Child, &Status, 0) < 0 && errno == EINTR)
    ;
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  Running = 0;
  return Status;
}

// Everything a driver can execute or write lies below here: image, stubs,
// stacks, pools (see the constants of their own files); the host lies above.
constexpr uint32_t DriverHigh = 0x2000, DriverEnd = 0x3000;

sock_filter load(uint32_t Offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, Offset);
}

/// System calls made by code of the driver's addresses are trapped, and, when
/// \p Network is false, those that make sockets fail.
std::vector<sock_filter> makeFilter(bool Network) {
  constexpr uint32_t NumberAt = offsetof(seccomp_data, nr);
  constexpr uint32_t HighAt = offsetof(seccomp_data, instruction_pointer) + 4;
  std::vector<sock_filter> Code = {
      load(HighAt),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, DriverHigh, 0, 2),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, DriverEnd, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
  };
  if (!Network) {
    constexpr uint32_t NotPermitted = SECCOMP_RET_ERRNO | 1;
    Code.push_back(load(NumberAt));
    Code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 1));
    Code.push_back(BPF_STMT(BPF_RET | BPF_K, NotPermitted));
  }
  Code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  return Code;
}
} // namespace

void noteSchedule(uint64_t Number) {
  if (Board)
    Board->Schedule = Number;
}

WorkerEnd runWorker(const std::function<int()> &Work) {
  if (!Board) {
    void *Memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    Board = Memory == MAP_FAILED ? nullptr : static_cast<Shared *>(Memory);
  }
  fflush(nullptr);
  pid_t Child = fork();
  if (Child == 0) {
    // The worker dies with whoever waits for it.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int Status = Work();
    fflush(nullptr);
    _exit(Status);
  }
  WorkerEnd End;
  if (Child < 0) {
    perror("wsk-kernel: no process for the driver");
    End.Status = 3;
    return End;
  }
  int Status = waitFor(Child);
  End.Died = WIFSIGNALED(Status);
  End.Status = End.Died ? WTERMSIG(Status) : WEXITSTATUS(Status);
  End.Schedule = Board ? Board->Schedule : 0;
  return End;
}

const char *confine(bool Network) {
  rlimit None = {0, 0};
  setrlimit(RLIMIT_CORE, &None);
  std::vector<sock_filter> Code = makeFilter(Network);
  sock_fprog Program = {static_cast<unsigned short>(Code.size()), Code.data()};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &Program) != 0)
    return "the system does not let system calls be filtered";
  return nullptr;
}

} // namespace tool
} // namespace kernel
