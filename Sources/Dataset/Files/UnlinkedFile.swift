import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// An unlinked temporary file for the copy of a pipe; the kernel deletes it when the process ends.
package final class UnlinkedFile: Sendable {
  /// The most bytes of a copy: a pipe that never ends must not fill the disk.
  package static let limit = 16 << 30

  package let descriptor: Int32
  private let name: String
  private let room: Int

  /// Opens a file for writing and reading; `name` is what is copied, for messages.
  ///
  /// It takes up to `limit` bytes, and leaves a tenth of the disk's free space.
  package init(for name: String, limit: Int = UnlinkedFile.limit) throws(FileFaults) {
    let folder = FileManager.default.temporaryDirectory
    // The six X are the form that mkstemp(3) asks for: it replaces them by characters of its own.
    var path = Array(folder.appending(path: "winnow-XXXXXX").path.utf8CString)
    descriptor = mkstemp(&path)
    self.name = name
    var disk = statvfs()
    let isKnown = statvfs(folder.path, &disk) == 0
    let free = isKnown ? Int(clamping: UInt64(disk.f_bavail) * UInt64(disk.f_frsize)) : limit
    room = min(limit, free / 10 * 9)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "copy", path: name) }
    unlink(path)
    // Programs that are started later do not inherit it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(descriptor) }

  /// Appends bytes; throws when there is no room for more.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(FileFaults) {
    guard Int(lseek(descriptor, 0, SEEK_CUR)) + bytes.count <= room else {
      throw FileFaults(file: name, SystemFault(action: "copy", message: tooMuch))
    }
    guard FileDescriptorWriter.write(bytes, to: descriptor) else {
      throw SystemFault.faults(action: "copy", path: name)
    }
  }

  private var tooMuch: String {
    let size = room >= 1 << 30 ? "\(room >> 30) GB" : "\(room >> 20) MB"
    return "more than \(size) came, the limit here for pipes and packed files; "
      + "write the part that you need to a file, and name that"
  }

  /// Copies everything that comes from a descriptor.
  package static func copy(of source: Int32, name: String) throws(FileFaults) -> UnlinkedFile {
    let file = try UnlinkedFile(for: name)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Foundation.read(source, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw SystemFault.faults(action: "read", path: name) }
      if count == 0 { return file }
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
