package import Foundation

/// The plain files of a tar archive.
///
/// Links, folders, devices, paths that lead elsewhere and names that come twice are refused.
package struct TarReader: Sendable {
  /// A file of the archive.
  package struct Entry: Sendable, Equatable {
    package let name: String
    package let permissions: mode_t
    fileprivate let range: Range<Int>
  }

  /// In the order of the archive.
  package let entries: [Entry]
  private let file: MappedFile

  /// Reads the headers of an archive.
  package init(path: String) throws(FileFaults) {
    let file = try MappedFile(path: path)
    do throws(ArchiveFault) {
      entries = try Self.entries(of: file)
    } catch {
      throw FileFaults(file: file.path, error)
    }
    self.file = file
  }

  /// Calls `body` with the bytes of a file.
  package func withBytes<Result>(
    of entry: Entry, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try file.withBytes { try body(UnsafeBufferPointer(rebasing: $0[entry.range])) }
  }

  private static func entries(of file: MappedFile) throws(ArchiveFault) -> [Entry] {
    var entries: [Entry] = []
    var names: Set<String> = []
    var offset = 0
    while true {
      guard offset <= file.count - TarHeader.blockSize else { throw .cut }
      let block = file.withBytes { Array($0[offset..<offset + TarHeader.blockSize]) }
      if block.allSatisfy({ $0 == 0 }) { return entries }
      let header = try TarHeader(block: block[...])
      let start = offset + TarHeader.blockSize
      guard header.size <= file.count - start else { throw .cut }
      guard isInside(header.name) else { throw .unsafePath(header.name) }
      guard names.insert(header.name).inserted else { throw .repeated(header.name) }
      entries.append(
        Entry(
          name: header.name, permissions: header.permissions,
          range: start..<start + header.size))
      offset = start + header.size + TarHeader.padding(of: header.size)
    }
  }

  /// Whether a path stays below the folder that it is relative to.
  private static func isInside(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !["", ".", ".."].contains($0) }
  }
}
