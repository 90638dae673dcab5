package import Foundation

/// A label as the output manifest writes it.
package struct OutputLabel: Sendable, Equatable {
  package let index: Int
  /// The label's name; an empty one is not written.
  package let className: String
  /// 0–1.
  package let confidence: Double
  package let humanAnnotated: Bool
  package let creationDate: Date

  package init(
    index: Int, className: String, confidence: Double, humanAnnotated: Bool, creationDate: Date
  ) {
    self.index = index
    self.className = className
    self.confidence = confidence
    self.humanAnnotated = humanAnnotated
    self.creationDate = creationDate
  }
}

/// What becomes of an input line in the output.
package enum OutputLine: Sendable, Equatable {
  /// An unlabeled line, or one that came labeled and was not labeled anew.
  case unchanged
  case labeled(OutputLabel)
  /// A bad item: no label, and the reason.
  case failed(reason: String, creationDate: Date)
}

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
    to path: String, permissions: mode_t = 0o600, line: (Int) throws -> OutputLine
  ) throws {
    var file = try AtomicFile(path: path, permissions: permissions)
    try forEachChunk(line: line) { try file.append($0) }
    try file.commit()
  }

  /// Gives the output piece by piece, each a number of whole lines.
  package func forEachChunk(
    line: (Int) throws -> OutputLine, _ body: ([UInt8]) throws -> Void
  ) throws {
    let chunkSize = 1 << 17
    var chunk: [UInt8] = []
    chunk.reserveCapacity(chunkSize + ManifestLimits.line)
    var members = JSONMembers()
    try manifest.withBytes { bytes in
      for row in manifest.rows.indices {
        let range = manifest.rows[row].range
        augmenter.append(
          bytes.slice(range), as: try line(row), members: &members, to: &chunk)
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
