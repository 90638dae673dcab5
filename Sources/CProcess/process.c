#define _GNU_SOURCE

#include <malloc.h>
#include <signal.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "CProcess.h"

int cp_open_process(pid_t number) { return (int)syscall(SYS_pidfd_open, number, 0); }

int cp_signal(int process, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, process, signal, NULL, 0);
}

void cp_give_back_memory(void) { mallopt(M_MMAP_THRESHOLD, 256 << 10); }
