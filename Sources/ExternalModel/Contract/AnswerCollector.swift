import Domain
package import Learning

/// Collects a model's answer lines as they arrive, and checks them.
package struct AnswerCollector {
  /// The number of request lines.
  package let expected: Int
  /// The number of the first one in messages.
  let firstLine: Int
  private var lines: LineGatherer
  private var rows: Rows

  /// The answers that were read.
  private struct Rows {
    let classCount: Int
    let lineLimit: Int
    var reader: AnswerReader
    var values: [Float] = []
    var count = 0

    mutating func take(
      _ line: UnsafeBufferPointer<UInt8>, expected: Int, firstLine: Int
    ) throws {
      guard line.count <= lineLimit else {
        throw fault(.tooLong(bytes: lineLimit), line.prefix(1024), firstLine: firstLine)
      }
      guard count < expected else {
        // Empty lines behind the last answer are allowed.
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
        throw ModelFailure("it answered more lines than the \(expected) it was asked")
      }
      do throws(AnswerFault) { try reader.read(line, into: &values) } catch {
        throw fault(error, line, firstLine: firstLine)
      }
      count += 1
    }

    func fault(
      _ fault: AnswerFault, _ line: some Collection<UInt8>, firstLine: Int
    ) -> ModelFailure {
      ModelFailure("line \(firstLine + count) of its answers: \(fault): \(SafeExcerpt(line))")
    }
  }

  package init(labels: [String], expected: Int, firstLine: Int = 1) {
    self.expected = expected
    self.firstLine = firstLine
    let lineLimit = Self.lineLimit(labels)
    lines = LineGatherer(limit: lineLimit)
    rows = Rows(
      classCount: labels.count, lineLimit: lineLimit, reader: AnswerReader(labels: labels))
    rows.values.reserveCapacity(expected * labels.count)
  }

  /// Returns the most bytes of an answer line: every name escaped, every number at its longest, and
  /// room for further keys.
  static func lineLimit(_ labels: [String]) -> Int {
    labels.reduce(1 << 12) { $0 + 6 * $1.utf8.count + 128 }
  }

  /// Returns the most bytes of an answer of so many lines.
  static func replyLimit(_ labels: [String], lines: Int) -> Int {
    (1 << 16) + lines * labels.reduce(512) { $0 + 6 * $1.utf8.count + 64 }
  }

  /// The number of lines answered so far.
  var count: Int { rows.count }

  /// Takes a piece, and returns whether it ended a line.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
    let before = count
    try lines.append(bytes) { try rows.take($0, expected: expected, firstLine: firstLine) }
    return count > before
  }

  /// Returns all answers; throws if there are fewer than request lines.
  package mutating func finish() throws -> ProbabilityRows {
    try lines.finish { try rows.take($0, expected: expected, firstLine: firstLine) }
    guard count == expected else {
      throw ModelFailure(
        "it answered \(count) of \(expected) lines; one answer a line is expected")
    }
    return ProbabilityRows(values: rows.values, classCount: rows.classCount)
  }
}
