#define _GNU_SOURCE

#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CCurses.h"

static const int watched[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT};
static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
#define WATCHED (sizeof watched / sizeof *watched)
#define CRASHES (sizeof crashes / sizeof *crashes)

static int signal_pipe[2] = {-1, -1};
static struct sigaction old_watched[WATCHED], old_crashes[CRASHES];
static struct termios modes_before;
static char crash_stack[64 * 1024];

/// What puts any terminal of our kind back in order, written by the crash handler alone: paste
/// off, application keys off, the main screen, a visible cursor, plain text.
static const char restore[] = "\033[?2004l\033[?1l\033>\033[?1049l\033[?25h\033[0m\r\n";

static void on_signal(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  // A full pipe already holds signals enough to wake the loop.
  ssize_t ignored = write(signal_pipe[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

static void on_crash(int number) {
  ssize_t ignored = write(STDOUT_FILENO, restore, sizeof restore - 1);
  (void)ignored;
  tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
  signal(number, SIG_DFL);
  raise(number);
}

static void watch(int number, struct sigaction *old) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, old);
}

bool watch_signals(void) {
  if (pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  tcgetattr(STDIN_FILENO, &modes_before);
  for (size_t i = 0; i < WATCHED; i++) watch(watched[i], &old_watched[i]);
  // A stack that overflowed needs another one to report it on.
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  sigaltstack(&stack, NULL);
  for (size_t i = 0; i < CRASHES; i++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_crash;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    sigaction(crashes[i], &action, &old_crashes[i]);
  }
  return true;
}

void unwatch_signals(void) {
  for (size_t i = 0; i < WATCHED; i++) sigaction(watched[i], &old_watched[i], NULL);
  for (size_t i = 0; i < CRASHES; i++) sigaction(crashes[i], &old_crashes[i], NULL);
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

enum cc_signal cc_take_signal(void) {
  unsigned char byte;
  if (read(signal_pipe[0], &byte, 1) != 1) return CC_SIGNAL_NONE;
  switch (byte) {
    case SIGWINCH: return CC_SIGNAL_RESIZE;
    case SIGTSTP: return CC_SIGNAL_SUSPEND;
    case SIGCONT: return CC_SIGNAL_CONTINUE;
    case SIGTERM: return CC_SIGNAL_TERMINATE;
    case SIGHUP: return CC_SIGNAL_HANG_UP;
    case SIGINT: return CC_SIGNAL_INTERRUPT;
    default: return CC_SIGNAL_NONE;
  }
}
