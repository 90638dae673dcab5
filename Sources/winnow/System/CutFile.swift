import Glibc

/// The end of a process whose mapped file somebody cut short.
///
/// SQLite maps `project.sqlite-shm`, and winnow the input: to read behind a mapped file's new end raises
/// SIGBUS (mmap(2)). A screen's own handler restores the terminal, then calls this one.
enum CutFile {
  private static let words: StaticString = """
    winnow: a file that it had open was cut short, project.sqlite-shm or the input; nothing that it said \
    to be saved is lost by that. Start the command again.\n
    """

  static func takeSignal() {
    signal(SIGBUS) { number in
      _ = write(STDERR_FILENO, CutFile.words.utf8Start, CutFile.words.utf8CodeUnitCount)
      _exit(128 + number)
    }
  }
}
