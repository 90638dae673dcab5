import Dataset
import Domain
import Foundation
import Learning
import Testing

@testable import ExternalModel

struct AnswerReaderTests {
  static let labels = ["Business", "Entertainment", "Health & Medicine", "7"]

  static func read(_ line: String) throws -> [Float] {
    var reader = AnswerReader(labels: labels)
    var values: [Float] = []
    try Array(line.utf8).withUnsafeBufferPointer { try reader.read($0, into: &values) }
    return values
  }

  @Test(
    "An answer's labels are indices, names, or either with fastText's prefix",
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
    "An answer's probabilities sum to 1 within the tolerance",
    arguments: ["[0.99]", "[1.0]", "[0.5, 0.495]"])
  func sums(list: String) throws {
    let labels = list.contains(",") ? "[0, 1]" : "[0]"
    #expect(throws: Never.self) {
      try Self.read(#"{"prob": \#(list), "label": \#(labels)}"#)
    }
  }

  @Test(
    "Each fault of an answer line is named",
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
