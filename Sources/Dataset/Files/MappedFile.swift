import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// The bytes of a whole file, paged in by the system as they are read.
///
/// The file must not be shortened while it is in use; a project's own files never are. A pipe is
/// copied to an unlinked file first.
package struct MappedFile: Sendable {
  /// The most bytes of a file that people write, such as a job request: its tree is held in memory.
  package static let smallLimit = 1 << 24

  package let path: String
  private let data: Data

  /// Maps the file at a path, of at most `limit` bytes if it is set; `-` is standard input.
  package init(path: String, limit: Int? = nil) throws(FileFaults) {
    self.path = path == "-" ? "standard input" : path
    let descriptor = try FileOpening.read(path)
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw SystemFault.faults(action: "read", path: path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG where Int(status.st_size) > limit ?? .max:
      let message = "it has more than \((limit ?? 0) >> 20) MB; name the file that is meant"
      throw FileFaults(file: self.path, SystemFault(action: "read", message: message))
    case S_IFREG: data = try Self.map(descriptor, count: Int(status.st_size), path: path)
    case S_IFDIR:
      errno = EISDIR
      throw SystemFault.faults(action: "read", path: path)
    default:
      let copy = try UnlinkedFile.copy(
        of: descriptor, name: self.path, limit: limit ?? UnlinkedFile.limit)
      let count = Int(lseek(copy.descriptor, 0, SEEK_END))
      data = try Self.map(copy.descriptor, count: count, path: path)
    }
  }

  /// Maps a temporary file; `path` is its name in messages.
  init(_ file: UnlinkedFile, path: String) throws(FileFaults) {
    self.path = path
    data = try Self.map(
      file.descriptor, count: Int(lseek(file.descriptor, 0, SEEK_END)), path: path)
  }

  /// Maps an open file; the mapping outlives the descriptor.
  private static func map(
    _ descriptor: Int32, count: Int, path: String
  ) throws(FileFaults) -> Data {
    guard count > 0 else { return Data() }
    guard let bytes = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), bytes != MAP_FAILED
    else { throw SystemFault.faults(action: "read", path: path) }
    return Data(bytesNoCopy: bytes, count: count, deallocator: .unmap)
  }

  package var count: Int { data.count }

  /// Gives back the memory of the pages that were read; they are read again when they are needed.
  package func releasePages() {
    data.withUnsafeBytes { bytes in
      // A few bytes may lie outside of the mapping, in the value itself.
      guard bytes.count > 1 << 16 else { return }
      // Without effect on what is read: the mapping is private and is never written.
      let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      _ = start.map { madvise($0, bytes.count, MADV_DONTNEED) }
    }
  }

  /// Calls `body` with the bytes, which are valid only during the call.
  package func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try data.withUnsafeBytes { try body($0.assumingMemoryBound(to: UInt8.self)) }
  }
}
