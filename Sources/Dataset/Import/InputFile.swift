import Foundation

/// A file that can be read twice: a pipe is copied to an unlinked file first.
///
/// `prepare` counts and checks all rows before it writes the first, without holding them in memory.
package final class InputFile {
  /// The file's name in messages.
  package let name: String
  private let descriptor: Int32

  /// Opens the file at a path; `-` is standard input.
  package convenience init(path: String) throws(FileFaults) {
    if path == "-" {
      try self.init(descriptor: dup(STDIN_FILENO), name: "standard input")
      return
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "read", path: path) }
    try self.init(descriptor: descriptor, name: path)
  }

  /// Takes ownership of an open descriptor, such as the output of a decompressor.
  package init(descriptor: Int32, name: String) throws(FileFaults) {
    self.name = name
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw SystemFault.faults(action: "read", path: name)
    }
    if status.st_mode & S_IFMT == S_IFREG {
      self.descriptor = descriptor
    } else {
      defer { close(descriptor) }
      self.descriptor = try Self.spool(descriptor, name: name)
    }
  }

  deinit { close(descriptor) }

  private static func spool(_ source: Int32, name: String) throws(FileFaults) -> Int32 {
    let target = try UnlinkedFile.open(for: name)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Foundation.read(source, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0, FileDescriptorWriter.write(Array(buffer.prefix(count)), to: target) else {
        let faults = SystemFault.faults(action: "copy", path: name)
        close(target)
        throw faults
      }
      if count == 0 { return target }
    }
  }

  /// Reads up to `buffer.count` bytes from `offset`; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFaults) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      guard errno == EINTR else { throw SystemFault.faults(action: "read", path: name) }
    }
  }

  /// The length of the file in bytes.
  package var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }
}
