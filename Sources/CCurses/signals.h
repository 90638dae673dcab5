/// Signals, turned into bytes that a wait can see; and the terminal's rescue after a crash.
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stdbool.h>

/// Keeps the terminal's modes and takes the signals over. Gives false if there is no pipe.
bool watch_signals(void);

/// Gives signals and modes back as they were.
void unwatch_signals(void);

/// Readable when a signal came.
int signal_descriptor(void);

/// Stops the process group as Ctrl-Z does; returns when it goes on.
void stop_group(void);

#endif
