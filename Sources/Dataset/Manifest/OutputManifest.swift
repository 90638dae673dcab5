package import Domain
package import Foundation

/// The input manifest with the job's labels added (Dataset/FORMATS.md, “Output manifest”).
///
/// The bytes of every line are kept; a label adds two keys at the end and removes earlier ones of
/// the same name. The same input and labels give the same bytes.
package struct OutputManifest: Sendable {
  private let manifest: Manifest
  private let augmenter: LineAugmenter

  /// Makes an output; `jobName` is the value of `job-name`, such as `labeling-job/news`.
  package init(manifest: Manifest, jobName: String) {
    self.manifest = manifest
    augmenter = LineAugmenter(attribute: manifest.attribute, jobName: jobName)
  }

  /// Writes the output to a file, completely or not at all.
  package func write(
    to path: String, permissions: mode_t = 0o600, line: (Item.ID) throws -> OutputLine
  ) throws {
    var file = try AtomicFile(path: path, permissions: permissions)
    try forEachChunk(line: line) { try file.append($0) }
    try file.commit()
  }

  /// Calls `body` with one piece of the output after the other; each has whole lines.
  package func forEachChunk(
    line: (Item.ID) throws -> OutputLine, _ body: ([UInt8]) throws -> Void
  ) throws {
    let chunkSize = 1 << 17
    var chunk: [UInt8] = []
    chunk.reserveCapacity(chunkSize + ManifestLimits.line)
    var members = JSONMembers()
    try manifest.withBytes { bytes in
      for item in manifest.lines.indices {
        let range = manifest.lines[item].range
        augmenter.append(
          bytes.slice(range), as: try line(item), members: &members, to: &chunk)
        let hasReturn = range.upperBound < bytes.count && bytes[range.upperBound] == 0x0D
        if hasReturn { chunk.append(0x0D) }
        chunk.append(0x0A)
        guard chunk.count >= chunkSize else { continue }
        try body(chunk)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    if !chunk.isEmpty { try body(chunk) }
  }
}
