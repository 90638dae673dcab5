import Foundation
import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// An unlinked temporary file for the copy of a pipe; the kernel deletes it when the process ends.
package final class UnlinkedFile: Sendable {
  /// The most bytes of a copy: a pipe that never ends must not fill the disk.
  package static let limit = 4 << 30
  /// The most bytes without a mark that ends a row, a key or a text in any format that is read.
  private static let stretchLimit = 1 << 23

  package let descriptor: Int32
  private let name: String
  private let room: Int
  /// The number of bytes since the last such mark.
  private let stretch = Mutex(0)

  /// Opens a file for writing and reading; `name` is what is copied, for messages.
  ///
  /// It takes up to `limit` bytes, and leaves a tenth of the disk's free space.
  package init(for name: String, limit: Int = UnlinkedFile.limit) throws(FileFaults) {
    let folder = FileManager.default.temporaryDirectory
    descriptor = Self.open(in: folder.path, O_RDWR, 0o600) ?? Self.openUnlinked(in: folder.path)
    self.name = name
    var disk = statvfs()
    let isKnown = statvfs(folder.path, &disk) == 0
    let free = isKnown ? Int(clamping: UInt64(disk.f_bavail) * UInt64(disk.f_frsize)) : limit
    room = min(limit, free / 10 * 9)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "copy", path: name) }
  }

  deinit { close(descriptor) }

  // Linux's number of O_TMPFILE, a macro that Swift does not see.
  private static let nameless: Int32 = 0o20_000_000 | O_DIRECTORY

  /// Opens a file without a name in a folder (O_TMPFILE, open(2)); nil where the file system has none,
  /// or no /proc that could give it one.
  static func open(in folder: String, _ access: Int32, _ permissions: mode_t) -> Int32? {
    let file = Glibc.open(folder, access | nameless | O_CLOEXEC, permissions)
    guard file >= 0 else { return nil }
    guard Glibc.access("/proc/self/fd/\(file)", F_OK) == 0 else {
      close(file)
      return nil
    }
    return file
  }

  /// Opens a file of its own name and removes the name.
  private static func openUnlinked(in folder: String) -> Int32 {
    let path = "\(folder)/.winnow-\(UUID().uuidString)"
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if file >= 0 { unlink(path) }
    return file
  }

  /// Appends bytes; throws when there is no room for more, or when they cannot be rows of text.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(FileFaults) {
    let mark = bytes.lastIndex { Self.isMark($0) }
    let length = stretch.withLock { stretch in
      stretch = mark.map { bytes.count - $0 - 1 } ?? stretch + bytes.count
      return stretch
    }
    guard length <= Self.stretchLimit else {
      throw FileFaults(file: name, SystemFault(action: "copy", message: noRows))
    }
    guard Int(lseek(descriptor, 0, SEEK_CUR)) + bytes.count <= room else {
      throw FileFaults(file: name, SystemFault(action: "copy", message: tooMuch))
    }
    guard FileDescriptorWriter.write(bytes, to: descriptor) else {
      throw SystemFault.faults(action: "copy", path: name)
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "{")
  }

  private var noRows: String {
    "more than \(Self.stretchLimit >> 20) MB came without a line end, so these are no rows of text"
  }

  private var tooMuch: String {
    let size = room >= 1 << 30 ? "\(room >> 30) GB" : "\(room >> 20) MB"
    return "more than \(size) came, the limit here for pipes and packed files; "
      + "write the part that you need to a file, and name that"
  }

  /// Copies everything that comes from a descriptor; `look` may refuse what the first bytes show.
  package static func copy(
    of source: Int32, name: String, limit: Int = UnlinkedFile.limit,
    look: ([UInt8]) throws(FileFaults) -> Void = { _ in }
  ) throws(FileFaults) -> UnlinkedFile {
    let file = try UnlinkedFile(for: name, limit: limit)
    var isFirst = true
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Foundation.read(source, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw SystemFault.faults(action: "read", path: name) }
      if count == 0 { return file }
      if isFirst { try look(Array(buffer.prefix(count))) }
      isFirst = false
      var outcome = Result<Void, FileFaults>.success(())
      buffer.withUnsafeBytes { bytes in
        do throws(FileFaults) {
          try file.append(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        } catch {
          outcome = .failure(error)
        }
      }
      try outcome.get()
    }
  }
}
