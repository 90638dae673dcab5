import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// The opening of a file that a person named.
enum FileOpening {
  /// The longest wait of a named pipe for a program that writes to it, in milliseconds.
  private static let patience: Int32 = 5_000

  /// Opens a file for reading; `-` is standard input.
  ///
  /// A named pipe to which nobody writes is refused after five seconds; open(2) would wait for ever.
  static func read(_ path: String) throws(FileFaults) -> Int32 {
    let isInput = path == "-"
    let descriptor =
      isInput
      ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "read", path: path) }
    guard !isInput else { return descriptor }
    guard hasWriter(descriptor) else {
      close(descriptor)
      throw FileFaults(
        file: path,
        SystemFault(
          action: "read", message: "no program writes to this pipe; start the one that does first"))
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    return descriptor
  }

  /// Waits for bytes in a pipe; returns false if there are none, and nobody who could write any.
  private static func hasWriter(_ descriptor: Int32) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return true }
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if poll(&wait, 1, patience) > 0 { return true }
    // Nothing is there to be taken: the end of the file means that there is no writer.
    var byte: UInt8 = 0
    return Glibc.read(descriptor, &byte, 1) < 0
  }
}
