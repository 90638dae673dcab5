#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CCurses.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "signals.h"

#define STYLES 128

/// From `term.h`, whose macros (`bell`, `columns`…) would take half our words.
extern int setupterm(const char *term, int descriptor, int *known);

static SCREEN *screen;
static bool utf8;
static int colors;
static attr_t attributes[STYLES];

/// Bracketed paste, which ncurses 6.4 does not know.
static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

/// Presses and releases of buttons, in decimal numbers. ncurses' own reading blocks in wget_wch at each
/// report that it has no event for.
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";
static bool mouse;

// MARK: open and close

static bool names_utf8(const char *locale) {
  return locale && (strcasestr(locale, "utf-8") || strcasestr(locale, "utf8"));
}

/// Chooses the locale. A UTF-8 locale that is not installed, or none at all, becomes C.UTF-8;
/// one that was asked for and is not UTF-8 is kept, and only ASCII is drawn.
bool cc_choose_locale(void) {
  const char *wanted = getenv("LC_ALL");
  if (!wanted || !*wanted) wanted = getenv("LC_CTYPE");
  if (!wanted || !*wanted) wanted = getenv("LANG");
  bool unset = !wanted || !*wanted;
  const char *given = setlocale(LC_ALL, "");
  utf8 = given && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (!utf8 && (unset || names_utf8(wanted))) utf8 = setlocale(LC_CTYPE, "C.UTF-8") != NULL;
  // Numbers in files and on screens have a point whatever the locale.
  setlocale(LC_NUMERIC, "C");
  return utf8;
}

static void start_colors(void) {
  const char *refused = getenv("NO_COLOR");
  colors = 0;
  if ((refused && *refused) || !has_colors() || start_color() == ERR) return;
  if (use_default_colors() == ERR) assume_default_colors(COLOR_WHITE, COLOR_BLACK);
  colors = COLORS;
}

static void define_keys(void) {
  define_key("\033[A", KEY_UP);
  define_key("\033[B", KEY_DOWN);
  define_key("\033[C", KEY_RIGHT);
  define_key("\033[D", KEY_LEFT);
  define_key("\033[200~", KEY_MAX + 1);
  define_key("\033[201~", KEY_MAX + 2);
  define_key(NULL, KEY_MOUSE);
}

static void set_modes(void) {
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  leaveok(stdscr, FALSE);
  curs_set(0);
}

static void send(const char *sequence) {
  putp(sequence);
  fflush(stdout);
}

void cc_set_mouse(bool is_read) {
  if (is_read == mouse) return;
  const char *known = tigetstr("kmous");
  if (!known || known == (char *)-1) return;
  mouse = is_read;
  send(mouse ? mouse_on : mouse_off);
}

/// Undoes a `newterm` whose terminal turned out to be of no use.
static enum cc_refusal refuse(enum cc_refusal reason) {
  if (screen) {
    endwin();
    delscreen(screen);
    screen = NULL;
  }
  unwatch_signals();
  return reason;
}

/// Drops a size in the environment that is none: ncurses would refuse every terminal.
static void drop_unusable_size(const char *name) {
  const char *text = getenv(name);
  if (!text) return;
  char *end;
  long value = strtol(text, &end, 10);
  if (end == text || *end || value < 1 || value > 1000) unsetenv(name);
}

enum cc_refusal cc_open(void) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return CC_NO_TERMINAL;
  const char *term = getenv("TERM");
  if (!term || !*term) return CC_TERM_UNSET;
  drop_unusable_size("COLUMNS");
  drop_unusable_size("LINES");
  int known = 0;
  if (setupterm(term, STDOUT_FILENO, &known) == ERR) return CC_TERM_UNKNOWN;
  // Checked before newterm, which would scribble on a dumb terminal.
  const char *move = tigetstr("cup");
  if (!move || move == (char *)-1) return CC_TERM_DUMB;
  cc_choose_locale();
  // Before newterm: ncurses leaves the handlers that it finds.
  if (!watch_signals()) return CC_NO_PIPE;
  set_escdelay(25);
  screen = newterm(NULL, stdout, stdin);
  if (!screen) return refuse(CC_TERM_UNKNOWN);
  set_modes();
  define_keys();
  start_colors();
  send(paste_on);
  cc_take_size();
  return CC_OPENED;
}

bool cc_probe(int *number_of_colors) {
  *number_of_colors = 0;
  const char *term = getenv("TERM");
  int known = 0;
  if (!term || !*term || setupterm(term, STDOUT_FILENO, &known) == ERR) return false;
  const char *move = tigetstr("cup");
  *number_of_colors = tigetnum("colors");
  return move && move != (char *)-1;
}

void cc_close(void) {
  if (!screen) return;
  cc_set_mouse(false);
  send(paste_off);
  endwin();
  delscreen(screen);
  screen = NULL;
  unwatch_signals();
}

bool cc_is_utf8(void) { return utf8; }

int cc_colors(void) { return colors; }

// MARK: size, stop and go

void cc_size(int *rows, int *columns) {
  *rows = getmaxy(stdscr);
  *columns = getmaxx(stdscr);
}

bool cc_take_size(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_row == 0 || size.ws_col == 0) return false;
  if (!is_term_resized(size.ws_row, size.ws_col)) return false;
  return resizeterm(size.ws_row, size.ws_col) == OK;
}

void cc_resume(void) {
  reset_prog_mode();
  send(paste_on);
  if (mouse) send(mouse_on);
  curs_set(0);
  clearok(curscr, TRUE);
  cc_take_size();
}

void cc_suspend(void) {
  if (mouse) send(mouse_off);
  send(paste_off);
  endwin();
  stop_group();
  cc_resume();
}

// MARK: drawing

void cc_define_style(int style, int foreground, int background, unsigned wanted) {
  if (style < 0 || style >= STYLES) return;
  attr_t bits = A_NORMAL;
  if (wanted & CC_BOLD) bits |= A_BOLD;
  if (wanted & CC_DIM) bits |= A_DIM;
  if (wanted & CC_UNDERLINE) bits |= A_UNDERLINE;
  if (wanted & CC_REVERSE) bits |= A_REVERSE;
  attributes[style] = bits;
  // Pairs crash a terminal without colors.
  if (colors > 0) init_extended_pair(style + 1, foreground, background);
}

int cc_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

void cc_erase(void) { werase(stdscr); }

void cc_erase_row(int row) {
  wmove(stdscr, row, 0);
  wclrtoeol(stdscr);
}

void cc_put(int row, int column, const uint32_t *scalars, int count, int style) {
  if (style < 0 || style >= STYLES) return;
  int pair = colors > 0 ? style + 1 : 0;
  wattr_set(stdscr, attributes[style], (short)pair, &pair);
  // The last cell of the last row answers ERR though it is drawn.
  mvwaddnwstr(stdscr, row, column, (const wchar_t *)scalars, count);
}

void cc_set_cursor(int row, int column) {
  curs_set(row < 0 ? 0 : 1);
  if (row >= 0) wmove(stdscr, row, column);
}

void cc_flush(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void cc_forget(void) { clearok(curscr, TRUE); }

// MARK: waiting and reading

int cc_wait(int bell, int milliseconds) {
  struct pollfd sources[] = {
      {.fd = STDIN_FILENO, .events = POLLIN},
      {.fd = signal_descriptor(), .events = POLLIN},
      {.fd = bell, .events = POLLIN},
  };
  if (poll(sources, 3, milliseconds) < 0) return errno == EINTR ? 0 : CC_WOKE_LOST;
  int woke = 0;
  if (sources[0].revents & (POLLHUP | POLLERR | POLLNVAL)) woke |= CC_WOKE_LOST;
  if (sources[0].revents & POLLIN) {
    int waiting = 0;
    // A terminal that hung up is readable for ever, with nothing to read.
    if (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0) woke |= CC_WOKE_LOST;
    woke |= CC_WOKE_KEYS;
  }
  if (sources[1].revents & POLLIN) woke |= CC_WOKE_SIGNAL;
  if (sources[2].revents & POLLIN) woke |= CC_WOKE_BELL;
  return woke;
}

static enum cc_key function_key(wint_t code) {
  switch (code) {
    case KEY_UP: return CC_KEY_UP;
    case KEY_DOWN: return CC_KEY_DOWN;
    case KEY_LEFT: return CC_KEY_LEFT;
    case KEY_RIGHT: return CC_KEY_RIGHT;
    case KEY_HOME: return CC_KEY_HOME;
    case KEY_END: return CC_KEY_END;
    case KEY_PPAGE: return CC_KEY_PAGE_UP;
    case KEY_NPAGE: return CC_KEY_PAGE_DOWN;
    case KEY_BACKSPACE: return CC_KEY_BACKSPACE;
    case KEY_DC: return CC_KEY_DELETE;
    case KEY_ENTER: return CC_KEY_ENTER;
    case KEY_BTAB: return CC_KEY_BACK_TAB;
    case KEY_RESIZE: return CC_KEY_RESIZE;
    case KEY_MAX + 1: return CC_KEY_PASTE_START;
    case KEY_MAX + 2: return CC_KEY_PASTE_END;
    default: return CC_KEY_OTHER;
  }
}

enum cc_input cc_read(uint32_t *value) {
  wint_t code = 0;
  switch (wget_wch(stdscr, &code)) {
    case OK:
      *value = (uint32_t)code;
      return CC_CHARACTER;
    case KEY_CODE_YES:
      *value = function_key(code);
      return CC_FUNCTION_KEY;
    default:
      return CC_NOTHING;
  }
}
