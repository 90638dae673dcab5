import Domain
import Learning

/// Gathers a model's answers as they arrive.
struct AnswerCollector {
  /// How many lines were asked for.
  let expected: Int
  /// The number that the first of them has in messages.
  let firstLine: Int
  private var lines: LineGatherer
  private var rows: Rows

  /// What was understood.
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
        // What ends in an empty line has said all.
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
        throw ModelFailure("it answered more than the \(expected) lines it was asked")
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

  init(labels: [String], expected: Int, firstLine: Int = 1) {
    self.expected = expected
    self.firstLine = firstLine
    let lineLimit = Self.lineLimit(labels)
    lines = LineGatherer(limit: lineLimit)
    rows = Rows(
      classCount: labels.count, lineLimit: lineLimit, reader: AnswerReader(labels: labels))
    rows.values.reserveCapacity(expected * labels.count)
  }

  /// The longest line that makes sense: every name escaped, every number as long as they get, and
  /// room for keys that nobody asked for.
  static func lineLimit(_ labels: [String]) -> Int {
    labels.reduce(1 << 12) { $0 + 6 * $1.utf8.count + 128 }
  }

  /// The most bytes that an answer of so many lines may have.
  static func replyLimit(_ labels: [String], lines: Int) -> Int {
    (1 << 16) + lines * labels.reduce(512) { $0 + 6 * $1.utf8.count + 64 }
  }

  /// How many lines are answered.
  var count: Int { rows.count }

  /// Takes a piece and tells whether it ended a line.
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
    let before = count
    try lines.append(bytes) { try rows.take($0, expected: expected, firstLine: firstLine) }
    return count > before
  }

  /// Returns all answers; throws if there are not as many as were asked for.
  mutating func finish() throws -> ProbabilityRows {
    try lines.finish { try rows.take($0, expected: expected, firstLine: firstLine) }
    guard count == expected else {
      throw ModelFailure(
        "it answered \(count) of \(expected) lines; one answer a line is expected")
    }
    return ProbabilityRows(values: rows.values, classCount: rows.classCount)
  }
}
