import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// A file that grows behind bytes that stay as they are.
///
/// Readers know how many bytes count; what lies behind, left by a killed process, is cut off first.
package struct GrowingFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var length: Int

  /// Opens a file whose first bytes are kept.
  package init(path: String, keeping length: Int) throws(FileFaults) {
    descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    self.path = path
    self.length = length
    guard descriptor >= 0, ftruncate(descriptor, off_t(length)) == 0,
      lseek(descriptor, off_t(length), SEEK_SET) >= 0
    else { throw SystemFault.faults(action: "write", path: path) }
  }

  deinit { close(descriptor) }

  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(FileFaults) {
    guard FileDescriptorWriter.write(UnsafeRawBufferPointer(bytes), to: descriptor) else {
      throw SystemFault.faults(action: "write", path: path)
    }
    length += bytes.count
  }

  /// Flushes the file, and returns its length in bytes.
  package func finish() throws(FileFaults) -> Int {
    guard fsync(descriptor) == 0 else { throw SystemFault.faults(action: "write", path: path) }
    return length
  }
}
