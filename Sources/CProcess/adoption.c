#define _GNU_SOURCE

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CProcess.h"
#include "parent.h"

/// The turns in which those that the killed ones had started come to this process in turn.
#define TURNS 200

static bool adopts;

void cp_adopt(void) { adopts = prctl(PR_SET_CHILD_SUBREAPER, 1) == 0; }

/// Keepers run this process's own program.
static bool runs_own_program(const char *number) {
  char path[64];
  struct stat own, other;
  snprintf(path, sizeof path, "/proc/%.20s/exe", number);
  return stat("/proc/self/exe", &own) == 0 && stat(path, &other) == 0 &&
         own.st_dev == other.st_dev && own.st_ino == other.st_ino;
}

static bool is_adopted(const char *number) {
  pid_t process = (pid_t)atoi(number);
  return cp_parent(number) == getpid() && getsid(process) != getsid(0) &&
         !runs_own_program(number);
}

/// Returns whether there was one.
static bool end_those_of_now(void) {
  DIR *list = opendir("/proc");
  struct dirent *entry;
  bool found = false;
  while (list && (entry = readdir(list))) {
    if (!isdigit(entry->d_name[0]) || !is_adopted(entry->d_name)) continue;
    pid_t process = (pid_t)atoi(entry->d_name);
    found = true;
    if (kill(process, SIGKILL) == 0) waitpid(process, NULL, 0);
  }
  if (list) closedir(list);
  return found;
}

void cp_end_adopted(void) {
  for (int turn = 0; adopts && turn < TURNS && end_those_of_now(); turn++) poll(NULL, 0, 1);
}
