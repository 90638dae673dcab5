/// The only door to ncurses: everything that the screens need, and nothing of `curses.h` itself.
///
/// All functions but the crash handler belong to the thread that called `cc_open`.
#ifndef CCURSES_H
#define CCURSES_H

#include <stdbool.h>
#include <stdint.h>

/// Why a terminal was refused.
enum cc_refusal {
  CC_OPENED = 0,
  /// Standard input or output is not a terminal.
  CC_NO_TERMINAL,
  /// `TERM` is not set.
  CC_TERM_UNSET,
  /// `TERM` names a terminal that terminfo does not know.
  CC_TERM_UNKNOWN,
  /// The terminal cannot move its cursor (`TERM=dumb`).
  CC_TERM_DUMB,
  /// The system gave no pipe.
  CC_NO_PIPE,
};

/// What ended a wait; bits.
enum cc_wakening {
  CC_WOKE_KEYS = 1,
  CC_WOKE_BELL = 2,
  CC_WOKE_SIGNAL = 4,
  /// The terminal is gone: nothing will ever be read again.
  CC_WOKE_LOST = 8,
};

/// What a read gave.
enum cc_input {
  CC_NOTHING = 0,
  /// A Unicode scalar.
  CC_CHARACTER,
  /// One of `cc_key`.
  CC_FUNCTION_KEY,
};

enum cc_key {
  CC_KEY_OTHER = 0,
  CC_KEY_UP,
  CC_KEY_DOWN,
  CC_KEY_LEFT,
  CC_KEY_RIGHT,
  CC_KEY_HOME,
  CC_KEY_END,
  CC_KEY_PAGE_UP,
  CC_KEY_PAGE_DOWN,
  CC_KEY_BACKSPACE,
  CC_KEY_DELETE,
  CC_KEY_ENTER,
  CC_KEY_BACK_TAB,
  CC_KEY_RESIZE,
  CC_KEY_PASTE_START,
  CC_KEY_PASTE_END,
};

enum cc_attribute {
  CC_BOLD = 1,
  CC_DIM = 2,
  CC_UNDERLINE = 4,
  CC_REVERSE = 8,
};

/// Signals that a wait reports, by a name that does not depend on the platform.
enum cc_signal {
  CC_SIGNAL_NONE = 0,
  CC_SIGNAL_RESIZE,
  CC_SIGNAL_SUSPEND,
  CC_SIGNAL_CONTINUE,
  /// One that asks the process to end.
  CC_SIGNAL_END,
};

/// Takes the terminal: checks it, sets modes, watches signals. Gives `CC_OPENED` or why not.
enum cc_refusal cc_open(void);

/// Gives the terminal back as it was. Does nothing if it is not open.
void cc_close(void);

/// Whether the locale (or its fallback) is UTF-8; otherwise only ASCII may be put.
bool cc_is_utf8(void);

/// Chooses the locale, as `cc_open` does; returns whether it is UTF-8.
bool cc_choose_locale(void);

/// Whether the terminal that `TERM` names is known and can move its cursor; gives its colors. Writes
/// nothing to it.
bool cc_probe(int *number_of_colors);

/// How many colors may be used: 256 or more, 16, 8, or 0 (none, or `NO_COLOR`).
int cc_colors(void);

void cc_size(int *rows, int *columns);

/// Takes over the terminal's present size. Gives true if it has changed.
bool cc_take_size(void);

/// Sets what a style (0 to 127) looks like; a color below 0 is the terminal's own.
void cc_define_style(int style, int foreground, int background, unsigned attributes);

/// Returns how many columns the C library gives a scalar: −1 if it cannot be printed.
int cc_width(uint32_t scalar);

void cc_erase(void);

/// Erases a row.
void cc_erase_row(int row);

/// Puts a run of scalars in one style.
void cc_put(int row, int column, const uint32_t *scalars, int count, int style);

/// Shows the cursor there, or hides it if the row is below 0.
void cc_set_cursor(int row, int column);

/// Sends what has changed to the terminal.
void cc_flush(void);

/// Makes the next flush send everything.
void cc_forget(void);

/// Waits for keys, the bell's descriptor (below 0: none), a signal or the time. Gives bits of
/// `cc_wakening`; 0 when the time is over.
int cc_wait(int bell, int milliseconds);

/// Reads what has been typed, without waiting. `value` is a scalar or one of `cc_key`.
enum cc_input cc_read(uint32_t *value);

/// Has the terminal report the mouse (xterm's modes 1000 and 1006), or leave it to its own selection of
/// text. Reports come as characters.
void cc_set_mouse(bool is_read);

/// Takes the next signal that came; `number` is the system's for it.
enum cc_signal cc_take_signal(int *number);

/// Gives the terminal back, stops the process group as Ctrl-Z does, and takes it again afterwards.
void cc_suspend(void);

/// Sets the modes and draws everything again, after a stop that was not ours.
void cc_resume(void);

#endif
