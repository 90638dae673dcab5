import Dataset
import Domain
import Foundation
import Learning
import Testing

@testable import ExternalModel

@Suite("A line of answers")
struct AnswerReaderTests {
  static let labels = ["Business", "Entertainment", "Health & Medicine", "7"]

  static func read(_ line: String) throws -> [Float] {
    var reader = AnswerReader(labels: labels)
    var values: [Float] = []
    try Array(line.utf8).withUnsafeBufferPointer { try reader.read($0, into: &values) }
    return values
  }

  @Test(
    "Labels are indexes, names, or both with fastText's prefix",
    arguments: [
      #"{"prob": [0.75, 0.25], "label": ["__label__2", "__label__0"]}"#,
      #"{"label": ["Health & Medicine", "Business"], "prob": [0.75, 0.25]}"#,
      #"{"prob":[0.75,0.25],"label":[2,0]}"#,
      #"  {"prob": [7.5e-1, 25E-2], "label": ["__label__Health & Medicine", "0"], "n": [{}]} "#,
      #"{"prob": [0.75, 0.25, 0], "label": ["Health \u0026 Medicine", "Business", "7"]}"#,
      "{\"prob\": [0.75, 0.25, 0.0, 0], \"label\": [2, 0, 3, 1]}\r",
    ])
  func labels(line: String) throws {
    #expect(try Self.read(line) == [0.25, 0, 0.75, 0])
  }

  @Test(
    "Probabilities sum to 1, or nearly", arguments: ["[0.99]", "[1.0]", "[0.5, 0.495]"])
  func sums(list: String) throws {
    let labels = list.contains(",") ? "[0, 1]" : "[0]"
    #expect(throws: Never.self) {
      try Self.read(#"{"prob": \#(list), "label": \#(labels)}"#)
    }
  }

  @Test(
    "What is wrong is named",
    arguments: [
      ("", AnswerFault.nothing),
      ("[1]", .notJSON(.notAnObject)),
      (#"{"prob": [1], "label": [0]"#, .notJSON(.cutOff)),
      (#"{"prob": [1], "label": [0]} {}"#, .notJSON(.trailingText)),
      (#"{"label": [0]}"#, .missing("prob")),
      (#"{"prob": [1]}"#, .missing("label")),
      (#"{"prob": [1], "prob": [1], "label": [0]}"#, .twice("prob")),
      (#"{"prob": 1, "label": [0]}"#, .notAList("prob")),
      (#"{"prob": [1], "label": "Business"}"#, .notAList("label")),
      (#"{"prob": [NaN], "label": [0]}"#, .notANumber),
      (#"{"prob": [Infinity], "label": [0]}"#, .notANumber),
      (#"{"prob": [-Infinity], "label": [0]}"#, .notANumber),
      (#"{"prob": [1e999], "label": [0]}"#, .notANumber),
      (#"{"prob": ["1"], "label": [0]}"#, .notANumber),
      (#"{"prob": [null], "label": [0]}"#, .notANumber),
      (#"{"prob": [1], "label": [null]}"#, .notALabel),
      (#"{"prob": [0.5, 0.5], "label": [0]}"#, .counts(probabilities: 2, labels: 1)),
      (#"{"prob": [], "label": []}"#, .sum(0)),
      (#"{"prob": [1.5], "label": [0]}"#, .outOfRange(1.5)),
      (#"{"prob": [1, -0.1], "label": [0, 1]}"#, .outOfRange(-0.1)),
      (#"{"prob": [0.4, 0.6], "label": [0, 1]}"#, .unsorted),
      (#"{"prob": [0.98], "label": [0]}"#, .sum(0.98)),
      (#"{"prob": [0.6, 0.42], "label": [0, 1]}"#, .sum(1.02)),
      (#"{"prob": [0.5, 0.5], "label": [1, "Entertainment"]}"#, .labelTwice("Entertainment")),
      (#"{"prob": [1], "label": [4]}"#, .unknownLabel("4")),
      (#"{"prob": [1], "label": [-1]}"#, .unknownLabel("-1")),
      (#"{"prob": [1], "label": [0.5]}"#, .unknownLabel("0.5")),
      (#"{"prob": [1], "label": ["__label__4"]}"#, .unknownLabel("__label__4")),
      (#"{"prob": [1], "label": ["Sport\u001b"]}"#, .unknownLabel(#"Sport\u001b"#)),
      (
        #"{"prob": [0.2, 0.2, 0.2, 0.2, 0.2], "label": [0, 1, 2, 3, 0]}"#,
        .tooManyClasses(classes: 4)
      ),
    ])
  func faults(line: String, fault: AnswerFault) {
    #expect(throws: fault) { try Self.read(line) }
  }
}

@Suite("Answers as they arrive")
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

  @Test("Pieces may end anywhere, and the last line needs no end")
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

  @Test("Too few and too many lines are told, empty ones at the end are not lines")
  func counts() throws {
    #expect(throws: ModelFailure("it answered 1 of 2 lines; one answer a line is expected")) {
      try collect([Self.line + "\n"], expected: 2)
    }
    #expect(throws: ModelFailure("it answered more lines than the 1 it was asked")) {
      try collect([Self.line + "\n" + Self.line + "\n"], expected: 1)
    }
    #expect(try collect([Self.line + "\n\n \n"], expected: 1).count == 2)
  }

  @Test("A fault names the line, counted over all requests, and shows it without its escapes")
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

  @Test("A line without an end is given up before it fills the memory")
  func longLine() {
    var collector = AnswerCollector(labels: Self.labels, expected: 1)
    let piece = [UInt8](repeating: 0x20, count: 1 << 16)
    let failure = #expect(throws: ModelFailure.self) {
      for _ in 0..<1000 { try piece.withUnsafeBytes { _ = try collector.append($0) } }
    }
    #expect(failure?.description.contains("longer than") == true)
  }
}
