import Dataset
import Domain
import Foundation
import Learning
import TestSupport
import Testing

@testable import BuiltInService

struct LineStreamTests {
  /// Answers lines of a file; gives the responses and what was thrown.
  private func answer(
    _ text: some Sequence<UInt8>, usualCount: Int? = nil
  ) throws -> (lines: [String], count: Int) {
    let folder = try TemporaryFolder()
    let file = try FileHandle(
      forReadingFrom: URL(filePath: try folder.write("in.jsonl", Array(text))))
    var stream = LineStream(
      LinePredictor(try SampleModel.model(), usualCount: usualCount), input: file.fileDescriptor,
      name: "in.jsonl")
    var output: [UInt8] = []
    let count = try stream.run { output += $0 }
    return (String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init), count)
  }

  /// A response line, read back.
  private struct Response: Decodable {
    let prob: [Double]
    let label: [String]
  }

  private func response(_ line: String) throws -> Response {
    try JSONDecoder().decode(Response.self, from: Data(line.utf8))
  }

  @Test("A request line is answered with the labels, the likeliest first, and their probabilities")
  func answers() throws {
    let model = try SampleModel.model()
    let texts = try SampleHeadlines(count: 400).texts
    let input = texts.flatMap { text in
      var line = Array("{\"id\": \"x\", \"source\": ".utf8)
      JSONString.append(text, to: &line)
      return line + Array("}\n".utf8)
    }
    let answered = try answer(input)
    #expect(answered.count == texts.count)
    let expected = model.predict(texts)
    for (row, line) in answered.lines.enumerated() {
      let response = try response(line)
      #expect(response.label[0] == "__label__\(expected.best(of: row).label)")
      #expect(response.prob == response.prob.sorted(by: >))
      #expect(Set(response.label) == ["__label__0", "__label__1", "__label__2", "__label__3"])
      #expect(abs(response.prob.reduce(0, +) - 1) < 1e-6)
      for (probability, label) in zip(response.prob, response.label) {
        let index = try #require(Int(label.dropFirst("__label__".count)))
        #expect(abs(probability - Double(expected[row][row * 4 + index])) < 1e-7)
      }
    }
  }

  @Test(
    "k is the number of labels in an answer; without it the default holds",
    arguments: [(#", "k": 1"#, 1), (#", "k": 1000000"#, 4), ("", 2), (#", "k":3"#, 3)])
  func counts(extra: String, expected: Int) throws {
    let line = try answer(#"{"source": "Fed holds rates"\#(extra)}"#.utf8, usualCount: 2).lines[0]
    #expect(try response(line).label.count == expected)
  }

  @Test("Escapes in a request's text mean the same as the characters themselves")
  func escapes() throws {
    let plain = try answer("{\"source\": \"Café “rates” rise\"}".utf8).lines
    let escaped = try answer(
      #"{"source": "Caf\u00e9 \u201crates\u201d\u0020rise"}"#.utf8
    ).lines
    #expect(plain == escaped && plain.count == 1)
  }

  @Test(
    "A missing last line feed, carriage returns and a byte order mark change no answer",
    arguments: [
      "{\"source\": \"a b\"}\n{\"source\": \"c\"}",
      "{\"source\": \"a b\"}\r\n{\"source\": \"c\"}\r\n",
      "\u{FEFF}{\"source\": \"a b\"}\n{\"source\": \"c\"}\n",
    ])
  func lineEnds(text: String) throws {
    let one = try answer(#"{"source": "a b"}"#.utf8).lines
    let other = try answer(#"{"source": "c"}"#.utf8).lines
    #expect(try answer(text.utf8).lines == one + other)
  }

  @Test(
    "A request line that cannot be answered is reported with its number and reason",
    arguments: [
      (#"{"text": "x"}"#, "no field “source”"), (#"{"source": 5}"#, "must be a string"),
      (#"{"source": "x", "k": 0}"#, "“k” must be"), (#"{"source": "x", "k": -1}"#, "“k” must be"),
      (#"{"source": "x", "k": "2"}"#, "“k” must be"), (#"{"source": "x""#, "JSON ends"),
      ("", "an empty line"), ("[1]", "not a JSON object"), (#"{"source": "\q"}"#, "escape"),
    ])
  func faults(line: String, words: String) throws {
    let good = #"{"source": "x"}"#
    let error = #expect(throws: ServiceError.self) {
      try answer("\(good)\n\(line)\n\(good)\n".utf8)
    }
    let text = "\(try #require(error))"
    #expect(text.hasPrefix("in.jsonl:2: ") && text.contains(words), "\(text)")
  }

  @Test("A request line that is not UTF-8 is refused")
  func notUTF8() throws {
    let bytes = Array(#"{"source": ""#.utf8) + [0xFF, 0x22, 0x7D, 0x0A]
    #expect(throws: ServiceError.self) { try answer(bytes) }
  }

  @Test("Answers before a bad request line are written, and none after it")
  func order() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "in.jsonl", "{\"source\": \"a\"}\n{\"source\": 1}\n{\"source\": \"b\"}\n")
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    var stream = LineStream(
      LinePredictor(try SampleModel.model()), input: file.fileDescriptor, name: "in")
    var output: [UInt8] = []
    #expect(throws: ServiceError.self) { try stream.run { output += $0 } }
    #expect(output.count { $0 == 0x0A } == 1)
  }

  @Test("An endless request line is refused at the limit")
  func endless() throws {
    let line = #"{"source": ""# + String(repeating: "x", count: 3_000_000)
    let error = #expect(throws: ServiceError.self) { try answer(line.utf8) }
    #expect(
      error == .badLines([RequestLineFault(file: "in.jsonl", line: 1, reason: .tooLong)]))
  }
}

/// A small model of the sample headlines.
enum SampleModel {
  private static let trained = Result { try train() }

  static func model() throws -> TextModel { try trained.get() }

  private static func train() throws -> TextModel {
    let headlines = try SampleHeadlines(count: 800)
    let features = TextFeatures(texts: headlines.texts)
    let labels = (0..<400).map { HumanLabel(item: $0, label: headlines.labels[$0]) }
    let classifier = ClassifierTrainer().train(features, labels: labels, classCount: 4)
    return TextModel(
      labels: ["Business", "Entertainment", "Health & Medicine", "Science and Technology"],
      vocabulary: features.vocabulary, classifier: classifier)
  }
}
