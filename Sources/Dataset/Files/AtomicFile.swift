package import Foundation

/// A file that appears complete or not at all.
///
/// It is written without a name (O_TMPFILE, open(2)), so that a killed process leaves nothing; then it
/// is flushed to disk, gets a temporary name in the same folder and is renamed, and the folder is
/// flushed. A file system that has no files without names gets the temporary name at once; a file
/// that is not committed is removed. Only what a person names as an output
/// may also be a link, a device or a pipe, see `init(output:permissions:)`.
package struct AtomicFile: ~Copyable {
  private static let bufferSize = 1 << 18

  private let path: String
  /// Nil for a device or a pipe, which is written through.
  private let temporaryPath: String?
  private let descriptor: Int32
  /// Whether the file has its temporary name.
  private var isNamed: Bool
  private var buffer: [UInt8] = []
  private var isCommitted = false

  /// Opens the file for writing; without `permissions` the process's umask decides.
  package init(path: String, permissions: mode_t? = 0o600) throws(FileFaults) {
    self.path = path
    let url = URL(filePath: path)
    let name = ".\(url.lastPathComponent).\(UUID().uuidString.prefix(8)).tmp"
    let temporaryPath = url.deletingLastPathComponent().appending(path: name).path
    self.temporaryPath = temporaryPath
    let nameless = UnlinkedFile.open(
      in: url.deletingLastPathComponent().path, O_WRONLY, permissions ?? 0o666)
    isNamed = nameless == nil
    descriptor =
      nameless
      ?? open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions ?? 0o666)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "write", path: path) }
    // The umask may have removed some of the permissions.
    if let permissions { _ = fchmod(descriptor, permissions) }
    buffer.reserveCapacity(Self.bufferSize + 4096)
  }

  /// Opens what a person named as an output, `-` being standard output.
  ///
  /// A link is followed, and the file that it leads to is replaced; a device or a pipe is written
  /// through, never replaced.
  package init(output path: String, permissions: mode_t? = 0o600) throws(FileFaults) {
    var status = stat()
    let exists = path != "-" && stat(path, &status) == 0
    guard path == "-" || (exists && status.st_mode & S_IFMT != S_IFREG) else {
      try ProjectFolder.refuseOutput(to: Self.followed(path))
      try self.init(path: Self.followed(path), permissions: permissions)
      return
    }
    let descriptor = path == "-" ? dup(STDOUT_FILENO) : open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "write", path: path) }
    self.init(path: path == "-" ? "standard output" : path, writingThrough: descriptor)
  }

  /// Writes into a temporary file that nobody else sees.
  package init(into file: UnlinkedFile) throws(FileFaults) {
    let descriptor = dup(file.descriptor)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "write", path: "temporary file") }
    self.init(path: "temporary file", writingThrough: descriptor)
  }

  private init(path: String, writingThrough descriptor: Int32) {
    (self.path, self.descriptor) = (path, descriptor)
    temporaryPath = nil
    isNamed = false
  }

  /// Returns where a link leads, also if nothing is there yet; another path as it is.
  private static func followed(_ path: String) -> String {
    var path = path
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        break
      }
      let folder = URL(filePath: path).deletingLastPathComponent()
      path = URL(filePath: next, relativeTo: folder).path
    }
    return path
  }

  deinit {
    close(descriptor)
    if !isCommitted, isNamed, let temporaryPath { unlink(temporaryPath) }
  }

  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(FileFaults) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  package mutating func append(_ bytes: [UInt8]) throws(FileFaults) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  private mutating func flush() throws(FileFaults) {
    guard FileDescriptorWriter.write(buffer, to: descriptor) else {
      throw SystemFault.faults(action: "write", path: path)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Flushes the file and gives it its name; after that it survives a power failure.
  package mutating func commit() throws(FileFaults) {
    try flush()
    guard let temporaryPath else { return }
    guard fsync(descriptor) == 0, giveName(temporaryPath), rename(temporaryPath, path) == 0 else {
      throw SystemFault.faults(action: "write", path: path)
    }
    isCommitted = true
    try Self.flushFolder(of: path)
  }

  private mutating func giveName(_ path: String) -> Bool {
    if isNamed { return true }
    // A file without a name is linked through its descriptor (open(2), O_TMPFILE).
    isNamed =
      linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
    return isNamed
  }

  private static func flushFolder(of path: String) throws(FileFaults) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "flush", path: folder) }
    defer { close(descriptor) }
    // Some file systems cannot flush a folder (EINVAL); the file itself is on disk.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw SystemFault.faults(action: "flush", path: folder)
    }
  }
}
