package import Domain
package import Foundation

/// The input manifest with the job's labels added (formats.md 2).
///
/// Every line keeps its bytes; a label adds two keys at its end, in place of any of the same name. The
/// same lines give the same bytes.
package struct OutputManifest: Sendable {
  private let manifest: Manifest
  private let augmenter: LineAugmenter

  /// Makes an output; `jobName` is written as it is: `labeling-job/news`, say.
  package init(manifest: Manifest, jobName: String) {
    self.manifest = manifest
    augmenter = LineAugmenter(attribute: manifest.attribute, jobName: jobName)
  }

  /// Writes the whole output to a file, which appears complete or not at all.
  package func write(
    to path: String, permissions: mode_t = 0o600, line: (Item.ID) throws -> OutputLine
  ) throws {
    var file = try AtomicFile(path: path, permissions: permissions)
    try forEachChunk(line: line) { try file.append($0) }
    try file.commit()
  }

  /// Gives the output piece by piece, each a number of whole lines.
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
