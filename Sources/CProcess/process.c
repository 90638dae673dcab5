#define _GNU_SOURCE

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "CProcess.h"
#include "parent.h"

int cp_open_process(pid_t number) { return (int)syscall(SYS_pidfd_open, number, 0); }

int cp_signal(int process, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, process, signal, NULL, 0);
}

int cp_lock_limit(pid_t number, uint64_t *limit) {
  struct rlimit both;
  if (prlimit(number, RLIMIT_LOCKS, NULL, &both) != 0) return -1;
  *limit = both.rlim_max;
  return 0;
}

void cp_give_back_memory(void) { mallopt(M_MMAP_THRESHOLD, 256 << 10); }

pid_t cp_parent(const char *number) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%.20s/stat", number);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  text[count > 0 ? count : 0] = 0;
  // The command, in parentheses, may hold anything.
  char *end = strrchr(text, ')');
  int found = -1;
  return end && sscanf(end, ") %*c %d", &found) == 1 ? found : -1;
}
