#ifndef PARENT_H
#define PARENT_H

#include <sys/types.h>

/// Returns the parent of a process, by its number as the system writes it; -1 if there is none.
pid_t cp_parent(const char *number);

#endif
