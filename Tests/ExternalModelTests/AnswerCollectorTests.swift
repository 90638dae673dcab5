import Domain
import Learning
import Testing

@testable import ExternalModel

struct AnswerCollectorTests {
  static let labels = ["a", "b"]
  static let line = #"{"prob": [0.75, 0.25], "label": [1, 0]}"#

  private func collect(_ pieces: [String], expected: Int, firstLine: Int = 1) throws -> [Float] {
    var collector = AnswerCollector(
      labels: Self.labels, expected: expected, firstLine: firstLine)
    for piece in pieces {
      try Array(piece.utf8).withUnsafeBytes { _ = try collector.append($0) }
    }
    return try collector.finish().values
  }

  @Test("Answer lines may arrive in any pieces, the last one without a line feed")
  func pieces() throws {
    let text = Self.line + "\n" + Self.line + "\r\n" + Self.line
    for size in [1, 7, 40, 1000] {
      var (rest, pieces) = (text[...], [String]())
      while !rest.isEmpty {
        pieces.append(String(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      #expect(try collect(pieces, expected: 3) == [0.25, 0.75, 0.25, 0.75, 0.25, 0.75])
    }
  }

  @Test("Too few and too many answer lines are refused; empty ones at the end do not count")
  func counts() throws {
    #expect(throws: ModelFailure("it answered 1 of 2 lines; one answer a line is expected")) {
      try collect([Self.line + "\n"], expected: 2)
    }
    #expect(throws: ModelFailure("it answered more lines than the 1 it was asked")) {
      try collect([Self.line + "\n" + Self.line + "\n"], expected: 1)
    }
    #expect(try collect([Self.line + "\n\n \n"], expected: 1).count == 2)
  }

  @Test(
    "A fault of an answer names the line, counted over all requests, and shows it without escapes")
  func excerpt() {
    let bad = "\u{1B}[2J\u{202E}no" + String(repeating: "x", count: 200)
    let failure = #expect(throws: ModelFailure.self) {
      try collect([Self.line + "\n", bad], expected: 2, firstLine: 101)
    }
    let text = failure?.description ?? ""
    #expect(text.hasPrefix("line 102 of its answers: not a JSON object"))
    #expect(text.contains("⟨1b⟩[2J⟨202e⟩noxxx"))
    #expect(text.hasSuffix("x…"))
    #expect(text.count < 200)
  }

  @Test("An endless answer line is refused at the limit")
  func longLine() {
    var collector = AnswerCollector(labels: Self.labels, expected: 1)
    let piece = [UInt8](repeating: 0x20, count: 1 << 16)
    let failure = #expect(throws: ModelFailure.self) {
      for _ in 0..<1000 { try piece.withUnsafeBytes { _ = try collector.append($0) } }
    }
    #expect(failure?.description.contains("longer than") == true)
  }
}
