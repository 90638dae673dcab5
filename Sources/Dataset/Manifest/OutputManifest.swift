package import Domain

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

  /// Writes the output; items for which `line` returns nil are left out.
  package func write(
    to file: inout AtomicFile, line: (Item.ID) throws -> OutputLine?
  ) throws {
    try forEachChunk(line: line) { try file.append($0) }
  }

  /// Calls `body` with one piece of the output after the other; each has whole lines.
  ///
  /// Items for which `line` returns nil are left out.
  package func forEachChunk(
    line: (Item.ID) throws -> OutputLine?, _ body: ([UInt8]) throws -> Void
  ) throws {
    let chunkSize = 1 << 17
    var chunk: [UInt8] = []
    chunk.reserveCapacity(chunkSize + ManifestLimits.line)
    var members = JSONMembers()
    try manifest.withBytes { bytes in
      for item in manifest.lines.indices {
        guard let output = try line(item) else { continue }
        let range = manifest.lines[item].range
        augmenter.append(bytes.slice(range), as: output, members: &members, to: &chunk)
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
