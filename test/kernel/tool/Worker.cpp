//===- Worker.cpp - The process a driver runs in --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "tool/Worker.h"
#include <algorithm>
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

// What the worker has no use for once the image is loaded: files, programs and
// other processes. Open files stay usable.
constexpr uint32_t Forbidden[] = {
    SYS_open,       SYS_openat,
    SYS_openat2,    SYS_creat,
    SYS_unlink,     SYS_unlinkat,
    SYS_rename,     SYS_renameat,
    SYS_renameat2,  SYS_link,
    SYS_linkat,     SYS_symlink,
    SYS_symlinkat,  SYS_mkdir,
    SYS_mkdirat,    SYS_rmdir,
    SYS_mknod,      SYS_mknodat,
    SYS_truncate,   SYS_chmod,
    SYS_fchmodat,   SYS_chown,
    SYS_lchown,     SYS_fchownat,
    SYS_utimensat,  SYS_mount,
    SYS_execve,     SYS_execveat,
    SYS_fork,       SYS_vfork,
    SYS_clone,      SYS_clone3,
    SYS_ptrace,     SYS_process_vm_readv,
    SYS_kill,       SYS_process_vm_writev,
    SYS_pidfd_open, SYS_io_uring_setup,
    SYS_bpf,        SYS_memfd_create,
};

sock_filter load(uint32_t Offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, Offset);
}

void forbid(std::vector<sock_filter> &Code, uint32_t Number) {
  constexpr uint32_t NotPermitted = SECCOMP_RET_ERRNO | EPERM;
  Code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, Number, 0, 1));
  Code.push_back(BPF_STMT(BPF_RET | BPF_K, NotPermitted));
}

/// System calls made by code of the driver's addresses are trapped; those of
/// the kernel's own code that are forbidden fail, and, when \p Network is
/// false, those that make sockets.
std::vector<sock_filter> makeFilter(bool Network) {
  constexpr uint32_t NumberAt = offsetof(seccomp_data, nr);
  constexpr uint32_t HighAt = offsetof(seccomp_data, instruction_pointer) + 4;
  std::vector<sock_filter> Code = {
      load(HighAt),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, DriverHigh, 0, 2),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, DriverEnd, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
      load(NumberAt),
  };
  for (uint32_t Number : Forbidden)
    forbid(Code, Number);
  if (!Network) {
    forbid(Code, SYS_socket);
    forbid(Code, SYS_socketpair);
  }
  Code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  return Code;
}

/// \p Most at most, or what is set already if that is less.
void limit(int What, rlim_t Most) {
  rlimit Now;
  if (getrlimit(decltype(RLIMIT_CORE)(What), &Now) != 0)
    return;
  Now.rlim_max = std::min(Now.rlim_max, Most);
  Now.rlim_cur = Now.rlim_max;
  setrlimit(decltype(RLIMIT_CORE)(What), &Now);
}

/// Private writable memory of this process; 0: unknown.
rlim_t dataSize() {
  long long Pages = 0;
  if (FILE *In = fopen("/proc/self/statm", "r")) {
    if (fscanf(In, "%*d %*d %*d %*d %*d %lld", &Pages) != 1)
      Pages = 0;
    fclose(In);
  }
  return rlim_t(Pages) * rlim_t(sysconf(_SC_PAGESIZE));
}

void limitResources() {
  constexpr rlim_t GiB = rlim_t(1) << 30;
  // Each part of a run has a bound of its own; this is for what escapes them.
  // 64 GiB are set aside for indications and hardly touched.
  constexpr rlim_t MoreData = (64 + 16) * GiB, Files = 4096;
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, GiB);
  limit(RLIMIT_NOFILE, Files);
  if (rlim_t Used = dataSize())
    limit(RLIMIT_DATA, Used + MoreData);
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
  limitResources();
  std::vector<sock_filter> Code = makeFilter(Network);
  sock_fprog Program = {static_cast<unsigned short>(Code.size()), Code.data()};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &Program) != 0)
    return "the system does not let system calls be filtered";
  return nullptr;
}

} // namespace tool
} // namespace kernel
