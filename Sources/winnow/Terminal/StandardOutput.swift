import ArgumentParser
import BuiltInService
import Glibc

/// Writes bytes to standard output.
enum StandardOutput {
  /// Writes all bytes; a closed pipe ends the program without a message.
  static func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
        return Glibc.write(STDOUT_FILENO, rest.baseAddress, rest.count)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EPIPE { throw ExitCode(128 + SIGPIPE) }
      guard count > 0 else {
        throw ServiceError.system(action: "write", name: "standard output", code: errno)
      }
      written += count
    }
  }
}
