import ArgumentParser
import BuiltInService
import Glibc

/// Standard input, output and error.
enum StandardStreams {
  /// Takes the numbers of those that are closed, so that no file of a project gets one and a message
  /// with it; reads and writes of them go on failing.
  static func takeClosed() {
    for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
      // The lowest free number is given, which is this one.
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes all bytes to standard output; a closed pipe ends the program without a message.
  static func write(_ bytes: [UInt8]) throws {
    switch write(bytes, to: STDOUT_FILENO) {
    case nil: return
    case EPIPE: throw ExitCode(128 + SIGPIPE)
    case .some(let code): throw fault(code)
    }
  }

  static func fault(_ code: Int32) -> any Error {
    ServiceError.system(action: "write", name: "standard output", code: code)
  }

  /// Writes all bytes; returns the system's error if it could not.
  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Int32? {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}
