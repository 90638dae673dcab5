/// Calls that Swift does not have: forking, signals by a descriptor, the allocator's settings.
#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdint.h>
#include <sys/types.h>

/// The name (argument 0) under which a program of ours, started anew, is a keeper and nothing else.
///
/// A keeper runs one program in a session of its own and is the parent of all that the program
/// leaves behind, daemons too (PR_SET_CHILD_SUBREAPER, prctl(2)). It takes its orders from descriptor
/// `CP_KEEPER_ORDERS`, one of `CP_ORDER_…` a byte. When the program has ended, or this descriptor
/// has, it ends everything that is left, and then ends as the program did.
///
/// Arguments behind the name: the mark (`NAME=VALUE`, added to the environment), the mark as a number
/// (`LimitMark`), the folder, the limits of a file and of the address space in bytes (empty: none), the
/// program, its arguments.
#define CP_KEEPER_NAME "winnow-keeper"
#define CP_KEEPER_ORDERS 3

enum {
  /// Sends SIGTERM to the program's process group.
  CP_ORDER_TERMINATE = 'T',
  /// Sends SIGKILL to it.
  CP_ORDER_KILL = 'K',
};

/// Opens a process by its number; gives a descriptor, or -1 with `errno` (pidfd_open(2)).
int cp_open_process(pid_t number);

/// Signals the process behind a descriptor, whoever has its number now (pidfd_send_signal(2)).
int cp_signal(int process, int signal);

/// Reads the hard limit of file locks of a process (prlimit(2)); -1 with errno if it cannot be read.
int cp_lock_limit(pid_t number, uint64_t *limit);

/// Makes this process the parent of what a keeper that is killed leaves behind
/// (PR_SET_CHILD_SUBREAPER, prctl(2)).
void cp_adopt(void);

/// Kills and reaps the processes that came to this one when their keeper was killed: its children of
/// other sessions that do not run its own program. Does nothing in one that has not adopted any.
void cp_end_adopted(void);

/// Makes large pieces of memory go back to the system as soon as they are free (mallopt(3)).
void cp_give_back_memory(void);

#endif
