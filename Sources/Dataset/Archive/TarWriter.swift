package import Foundation

/// Writes plain files into a tar archive.
package struct TarWriter: ~Copyable {
  private var file: AtomicFile
  private let path: String
  private let time: Int

  /// Begins an archive in a file; all files in it get this time, in seconds since 1970.
  package init(into file: consuming AtomicFile, path: String, time: Int) {
    self.file = file
    (self.path, self.time) = (path, time)
  }

  /// Adds a file.
  package mutating func add(
    _ name: String, permissions: mode_t, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(FileFaults) {
    let header = TarHeader(
      name: name, size: bytes.count, permissions: permissions, time: time)
    try file.append(header.block(of: path))
    // In pieces: the buffer of the file holds what it is given at once.
    for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
      try file.append(
        UnsafeBufferPointer(rebasing: bytes[start..<min(start + (1 << 20), bytes.count)]))
    }
    try file.append([UInt8](repeating: 0, count: TarHeader.padding(of: bytes.count)))
  }

  /// Ends the archive, flushes it, and gives it its name.
  package consuming func commit() throws(FileFaults) {
    try file.append([UInt8](repeating: 0, count: 2 * TarHeader.blockSize))
    try file.commit()
  }
}
