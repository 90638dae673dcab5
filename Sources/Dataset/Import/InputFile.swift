import Foundation

/// A file that can be read twice: a pipe is copied to an unlinked file first.
///
/// `prepare` counts and checks all rows before it writes the first, without holding them in memory.
package final class InputFile {
  /// The file's name in messages.
  package let name: String
  private let descriptor: Int32
  /// The owner of `descriptor` if that is a copy.
  private let copy: UnlinkedFile?

  /// Opens the file at a path; `-` is standard input.
  package convenience init(path: String) throws(FileFaults) {
    try self.init(
      descriptor: try FileOpening.read(path), name: path == "-" ? "standard input" : path)
  }

  /// Takes ownership of an open descriptor.
  package init(descriptor: Int32, name: String) throws(FileFaults) {
    self.name = name
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw SystemFault.faults(action: "read", path: name)
    }
    if status.st_mode & S_IFMT == S_IFREG {
      (self.descriptor, copy) = (descriptor, nil)
    } else {
      defer { close(descriptor) }
      let copy = try UnlinkedFile.copy(of: descriptor, name: name) { head throws(FileFaults) in
        if let fault = OpenedInput.fault(of: head) { throw FileFaults(file: name, fault) }
      }
      (self.descriptor, self.copy) = (copy.descriptor, copy)
    }
  }

  /// Takes a file that was written already, such as the output of a decompressor.
  package init(_ copy: UnlinkedFile, name: String) {
    self.name = name
    (descriptor, self.copy) = (copy.descriptor, copy)
  }

  deinit { if copy == nil { close(descriptor) } }

  /// Whether it is read where it lies, and not from a copy.
  package var isRegular: Bool { copy == nil }

  /// Reads up to `buffer.count` bytes from `offset`; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFaults) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      guard errno == EINTR else { throw SystemFault.faults(action: "read", path: name) }
    }
  }

  /// Returns the first bytes, at most `count`.
  package func head(_ count: Int) throws(FileFaults) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let (read, fault) = bytes.withUnsafeMutableBytes { buffer -> (Int, FileFaults?) in
        do throws(FileFaults) {
          let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
          return (try self.read(into: rest, at: filled), nil)
        } catch {
          return (0, error)
        }
      }
      if let fault { throw fault }
      if read == 0 { break }
      filled += read
    }
    return Array(bytes.prefix(filled))
  }

  /// The length of the file in bytes.
  package var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }
}
