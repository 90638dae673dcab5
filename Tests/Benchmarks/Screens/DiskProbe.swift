import Foundation
import Glibc

/// The time that the disk itself takes to keep a page, beside what winnow takes to keep an answer.
///
/// An answer is saved once its page of the write-ahead log is on the disk: no screen can be faster.
final class DiskProbe {
  private let descriptor: Int32
  private let page = [UInt8](repeating: 1, count: 4096)
  private(set) var milliseconds: [Double] = []

  /// Makes a file without a name in a folder.
  init(in folder: String) throws {
    let path = "\(folder)/probe-\(UUID().uuidString.prefix(8))"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw BenchmarkError("no file can be made in \(folder)") }
    unlink(path)
  }

  deinit { close(descriptor) }

  /// Writes a page over the last one, and waits until it is kept.
  func measure() {
    let start = ContinuousClock.now
    guard pwrite(descriptor, page, page.count, 0) == page.count, fdatasync(descriptor) == 0 else {
      return
    }
    milliseconds.append((.now - start) / .milliseconds(1))
  }
}
