import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct OutputManifestTests {
  private let folder: TemporaryFolder
  /// 10 March 2014, 16:52:50.370698 UTC.
  private let date = Date(timeIntervalSince1970: 1_394_470_370.370698)

  init() throws {
    folder = try TemporaryFolder()
  }

  private func label(_ index: Int, human: Bool = false, confidence: Double = 0.75) -> OutputLine {
    .labeled(
      OutputLine.Label(
        index: index, className: LabelSet.news[index].name, confidence: confidence,
        humanAnnotated: human, creationDate: date))
  }

  private func output(_ input: String, _ lines: [OutputLine]) throws -> String {
    let path = try folder.write("input.manifest", input)
    let manifest = try Manifest.read(path: path, attribute: .category(), labels: .news)
    let output = OutputManifest(manifest: manifest, jobName: "labeling-job/news")
    var file = try AtomicFile(path: folder.path("output.manifest"))
    try output.write(to: &file) { lines[$0] }
    try file.commit()
    return try folder.read("output.manifest")
  }

  private func metadata(_ index: Int, human: String, confidence: String) -> String {
    """
    {"class-name": "\(LabelSet.news[index].name)", "confidence": \(confidence), \
    "type": "groundtruth/text-classification", "job-name": "labeling-job/news", \
    "human-annotated": "\(human)", "creation-date": "2014-03-10T16:52:50.370698"}
    """
  }

  @Test("A label adds two keys to a line and keeps every other byte")
  func addsKeys() throws {
    let input = #"{ "id" : 7,"source":"a \u00e9","n":1.50 , "o":{"b":1,"a":[ ]} }"#
    let expected =
      #"{ "id" : 7,"source":"a \u00e9","n":1.50 , "o":{"b":1,"a":[ ]}, "category": 3, "#
      + "\"category-metadata\": \(metadata(3, human: "no", confidence: "0.75")) }\n"
    #expect(try output(input, [label(3)]) == expected)
  }

  @Test(
    "A label replaces an earlier one at any place in the line",
    arguments: [
      (#"{"category": 0, "source": "a"}"#, #"{"source": "a""#),
      (#"{"category": "0", "category-metadata": {}, "source": "a"}"#, #"{"source": "a""#),
      (#"{"source": "a", "category": 0, "k": 1}"#, #"{"source": "a", "k": 1"#),
      (
        #"{"source": "a","category-metadata": {"x":[1,2]},"k":1,"category":1}"#,
        #"{"source": "a","k":1"#
      ),
    ])
  func replaces(input: String, kept: String) throws {
    let expected =
      "\(kept), \"category\": 2, \"category-metadata\": "
      + "\(metadata(2, human: "yes", confidence: "1.0"))}\n"
    #expect(try output(input, [label(2, human: true, confidence: 1)]) == expected)
  }

  @Test(
    "Lines that get no label are copied unchanged", arguments: ["\n", "\r\n"])
  func unchanged(end: String) throws {
    let input = [#"{"source":"a" , "k": 1e5}"#, #"{"category":"1","source":"b"}"#]
      .map { $0 + end }.joined()
    #expect(try output(input, [.unchanged, .unchanged]) == input)
  }

  @Test("Each line of an output keeps its kind of line end, and the last line gets one")
  func lineEnds() throws {
    let text = try output("{\"source\":\"a\"}\r\n{\"source\":\"b\"}", [label(0), .unchanged])
    #expect(text.hasSuffix("}\r\n{\"source\":\"b\"}\n"))
  }

  @Test("A rejected item gets its reason and no label")
  func failed() throws {
    let text = try output(
      #"{"source": "a", "category": 1}"#, [.rejected(reason: "not \"news\"", creationDate: date)])
    #expect(
      text == """
        {"source": "a", "category-metadata": {"failure-reason": "not \\"news\\"", \
        "type": "groundtruth/text-classification", "job-name": "labeling-job/news", \
        "human-annotated": "yes", "creation-date": "2014-03-10T16:52:50.370698"}}

        """)
  }

  @Test("An output is a valid input, and the same labels give the same bytes")
  func chaining() throws {
    let input = (0..<500).map { "{\"source\": \"text \($0)\", \"id\": \($0)}\n" }.joined()
    let lines = (0..<500).map { $0 % 3 == 0 ? OutputLine.unchanged : label($0 % 4) }
    let first = try output(input, lines)
    #expect(try output(input, lines) == first)
    let path = try folder.write("again.manifest", first)
    let again = try Manifest.read(path: path, attribute: .category(), labels: .news)
    #expect(again.count == 500)
    #expect(again.lines[1].initialLabel == InitialLabel(index: 1, isHuman: false))
    #expect(try output(first, lines.map { _ in .unchanged }) == first)
    // Labeling anew what has these labels already changes nothing.
    #expect(try output(first, lines) == first)
  }

  @Test("A text with escape codes, direction marks and wide characters is exported unchanged")
  func awkward() throws {
    let text = "\u{1B}[31m\t世界 e\u{301} 👩‍👩‍👧 \u{202E}abc\u{7F}"
    let input = "{\"source\": \(String(decoding: JSONString.encode(text), as: UTF8.self))}\n"
    _ = try output(input, [label(1)])
    let manifest = try Manifest.read(
      path: folder.path("output.manifest"), attribute: .category(), labels: .news)
    #expect(manifest.text(of: 0) == text)
  }

  @Test("A failed write leaves no file")
  func leavesNothing() throws {
    let path = try folder.write("input.manifest", "{\"source\": \"a\"}\n")
    let manifest = try Manifest.read(path: path, attribute: .category(), labels: .news)
    let output = OutputManifest(manifest: manifest, jobName: "x")
    #expect(throws: Missing.self) {
      var file = try AtomicFile(path: folder.path("out"))
      try output.write(to: &file) { _ in throw Missing() }
    }
    #expect(try folder.contents == ["input.manifest"])
    #expect(throws: FileFaults.self) { _ = try AtomicFile(path: "/nowhere/out") }
  }

  @Test("Only the owner can read an output")
  func permissions() throws {
    _ = try output("{\"source\": \"a\"}", [.unchanged])
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.path("output.manifest"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test(
    "A creation date has the minutes at their place",
    arguments: [
      (0, "1970-01-01T00:00:00.000000"), (1_394_470_370.370698, "2014-03-10T16:52:50.370698"),
      (951_782_399, "2000-02-28T23:59:59.000000"), (951_868_799.5, "2000-02-29T23:59:59.500000"),
      (4_107_542_400, "2100-03-01T00:00:00.000000"), (-1, "1969-12-31T23:59:59.000000"),
      (1_735_689_599.999_999_9, "2025-01-01T00:00:00.000000"),
    ])
  func creationDates(seconds: Double, text: String) {
    #expect(CreationDate.text(Date(timeIntervalSince1970: seconds)) == text)
    #expect(CreationDate.isValid(text))
  }

  @Test(
    "An invalid creation date is recognized",
    arguments: [
      "", "2014-03-10", "2014-03-10T16:52:50", "2014-03-10T16:52:50.370698Z",
      "2014-13-10T16:52:50.370698", "2014-02-29T16:52:50.370698", "2014-03-10T24:00:00.000000",
      "2014-03-10 16:52:50.370698", "2014-03-10T16:60:50.370698",
    ])
  func invalidDates(text: String) { #expect(!CreationDate.isValid(text)) }
}
