#define _GNU_SOURCE

#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CCurses.h"

static const int moving[] = {SIGWINCH, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS};
/// Every other signal that ends a process by default; those from SIGRTMIN on are added.
static const int ending[] = {SIGTERM,   SIGHUP,  SIGINT,  SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM,
                             SIGPROF,   SIGPIPE, SIGXCPU, SIGXFSZ, SIGIO,   SIGPWR,  SIGSTKFLT};
#define COUNT(list) (sizeof list / sizeof *list)

static int signal_pipe[2] = {-1, -1};
/// The earlier action of each signal, by its number; `taken` says which of them were taken over.
static struct sigaction before[_NSIG];
static bool taken[_NSIG];
static struct termios modes_before;
static char crash_stack[64 * 1024];

/// What puts any terminal of our kind back in order, written by the crash handler alone: paste
/// off, application keys off, the main screen, a visible cursor, plain text.
static const char restore[] = "\033[?1006l\033[?1000l\033[?2004l\033[?1l\033>\033[?1049l\033[?25h\033[0m\r\n";

static void on_signal(int number, siginfo_t *information, void *context) {
  (void)context;
  int saved = errno;
  // A signal of this process's own writing: the write's error tells of it.
  bool is_own = (number == SIGPIPE || number == SIGXFSZ) && information->si_pid == getpid();
  unsigned char byte = (unsigned char)number;
  // A full pipe already holds signals enough to wake the loop.
  ssize_t ignored = is_own ? 0 : write(signal_pipe[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

static void on_crash(int number) {
  ssize_t ignored = write(STDOUT_FILENO, restore, sizeof restore - 1);
  (void)ignored;
  tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
  signal(number, SIG_DFL);
  // This one has a handler of ours, which says what happened.
  if (number == SIGBUS) sigaction(number, &before[number], NULL);
  raise(number);
}

static void take(int number, const struct sigaction *action) {
  taken[number] = sigaction(number, action, &before[number]) == 0;
}

static void take_endings(const struct sigaction *action) {
  for (size_t i = 0; i < COUNT(ending); i++) take(ending[i], action);
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) take(number, action);
}

bool watch_signals(void) {
  if (pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  tcgetattr(STDIN_FILENO, &modes_before);
  struct sigaction watched = {.sa_sigaction = on_signal, .sa_flags = SA_RESTART | SA_SIGINFO};
  sigemptyset(&watched.sa_mask);
  for (size_t i = 0; i < COUNT(moving); i++) take(moving[i], &watched);
  take_endings(&watched);
  // A stack that overflowed needs another one to report it on.
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  sigaltstack(&stack, NULL);
  struct sigaction crashed = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_NODEFER};
  sigemptyset(&crashed.sa_mask);
  for (size_t i = 0; i < COUNT(crashes); i++) take(crashes[i], &crashed);
  return true;
}

void unwatch_signals(void) {
  for (int number = 1; number < _NSIG; number++) {
    if (taken[number]) sigaction(number, &before[number], NULL);
    taken[number] = false;
  }
  tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
  close(signal_pipe[0]);
  close(signal_pipe[1]);
}

int signal_descriptor(void) { return signal_pipe[0]; }

void stop_group(void) {
  struct sigaction ours, plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  sigemptyset(&plain.sa_mask);
  sigaction(SIGTSTP, &plain, &ours);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

enum cc_signal cc_take_signal(int *number) {
  unsigned char byte;
  if (read(signal_pipe[0], &byte, 1) != 1) return CC_SIGNAL_NONE;
  *number = byte;
  switch (byte) {
    case SIGWINCH: return CC_SIGNAL_RESIZE;
    case SIGTSTP: return CC_SIGNAL_SUSPEND;
    case SIGCONT: return CC_SIGNAL_CONTINUE;
    default: return CC_SIGNAL_END;
  }
}
