#define _GNU_SOURCE

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "CProcess.h"
#include "parent.h"

/// From the end of whoever gave the orders to SIGKILL.
#define GRACE_MILLISECONDS 3000
/// For processes that cannot be ended, such as those of another user.
#define LAST_MILLISECONDS 10000

static pid_t keeper, program;
static bool has_ended;
static int status;

static long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// MARK: the program

static void limit(int resource, const char *bytes) {
  if (!*bytes) return;
  rlim_t most = strtoull(bytes, NULL, 10);
  struct rlimit limit = {most, most};
  setrlimit(resource, &limit);
}

/// Becomes the program; `arguments` begin with the mark.
static void become(char **arguments) {
  struct rlimit none = {0, 0};
  sigset_t all;
  sigfillset(&all);
  setsid();
  // Nothing else ends the program where the keeper is killed.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != keeper) _exit(127);
  setrlimit(RLIMIT_CORE, &none);
  // A mark, not a limit: the kernel ignores it, and the program cannot take it off.
  limit(RLIMIT_LOCKS, arguments[1]);
  limit(RLIMIT_FSIZE, arguments[3]);
  limit(RLIMIT_AS, arguments[4]);
  putenv(arguments[0]);
  for (int number = 1; number < _NSIG; number++) signal(number, SIG_DFL);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  if (chdir(arguments[2]) == 0) execv(arguments[5], arguments + 5);
  int code = errno;
  const char *advice = code == ENOEXEC ? "; a script begins with #! and its interpreter" : "";
  dprintf(STDERR_FILENO, "%s: %s%s\n", arguments[5], strerror(code), advice);
  _exit(code == ENOENT ? 127 : 126);
}

/// Signals the program's process group; the program alone before it has one.
static void send(int number) {
  if (!has_ended && kill(-program, number) != 0) kill(program, number);
}

// MARK: the end

static void reap(void) {
  int found;
  pid_t number;
  while ((number = waitpid(-1, &found, WNOHANG)) > 0) {
    if (number != program) continue;
    has_ended = true;
    status = found;
  }
}

/// Kills the children that there are; those of a killed one become ours.
static void kill_children(void) {
  DIR *list = opendir("/proc");
  struct dirent *entry;
  while (list && (entry = readdir(list))) {
    if (isdigit(entry->d_name[0]) && cp_parent(entry->d_name) == getpid())
      kill((pid_t)atoi(entry->d_name), SIGKILL);
  }
  if (list) closedir(list);
}

static bool has_children(void) {
  siginfo_t information;
  return waitid(P_ALL, 0, &information, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

static void end_all(void) {
  long end = milliseconds() + LAST_MILLISECONDS;
  send(SIGKILL);
  for (reap(); has_children() && milliseconds() < end; reap()) {
    kill_children();
    poll(NULL, 0, 1);
  }
}

/// Ends as the program did.
static void end(void) {
  if (!WIFSIGNALED(status)) _exit(WEXITSTATUS(status));
  sigset_t all;
  sigfillset(&all);
  signal(WTERMSIG(status), SIG_DFL);
  prctl(PR_SET_DUMPABLE, 0);
  raise(WTERMSIG(status));
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  _exit(128 + WTERMSIG(status));
}

// MARK: orders

/// Follows what orders have come; returns whether more may come.
static bool follow_orders(void) {
  char order;
  ssize_t count = read(CP_KEEPER_ORDERS, &order, 1);
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  if (count == 1) send(order == CP_ORDER_KILL ? SIGKILL : SIGTERM);
  return count > 0;
}

/// Waits for the program's end, or, once nobody gives orders, for the end of its grace.
static void keep(int signals) {
  struct pollfd streams[] = {{.fd = signals, .events = POLLIN},
                             {.fd = CP_KEEPER_ORDERS, .events = POLLIN}};
  long deadline = 0;
  for (reap(); !has_ended; reap()) {
    long left = deadline ? deadline - milliseconds() : -1;
    if (deadline && left <= 0) return;
    poll(streams, 2, (int)left);
    struct signalfd_siginfo information;
    while (read(signals, &information, sizeof information) > 0) {}
    if (!streams[1].revents || follow_orders()) continue;
    send(SIGTERM);
    streams[1].fd = -1;
    streams[1].revents = 0;
    deadline = milliseconds() + GRACE_MILLISECONDS;
  }
}

/// Lets the program's streams end with the program.
static void leave_streams(void) {
  int null = open("/dev/null", O_RDWR);
  for (int stream = 0; stream < 3; stream++) dup2(null, stream);
  if (null > 2) close(null);
}

/// Makes this process a keeper where its name says so, before anything else of it runs.
__attribute__((constructor)) static void run_keeper(int count, char **arguments) {
  if (count < 7 || strcmp(arguments[0], CP_KEEPER_NAME) != 0) return;
  sigset_t all, child;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  fcntl(CP_KEEPER_ORDERS, F_SETFD, FD_CLOEXEC);
  fcntl(CP_KEEPER_ORDERS, F_SETFL, O_NONBLOCK);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_NAME, CP_KEEPER_NAME);
  int signals = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
  keeper = getpid();
  program = fork();
  if (program == 0) become(arguments + 1);
  leave_streams();
  if (program < 0) _exit(126);
  keep(signals);
  end_all();
  end();
}
