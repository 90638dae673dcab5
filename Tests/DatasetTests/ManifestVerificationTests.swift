import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct ManifestVerificationTests {
  private let folder: TemporaryFolder

  private static let input = [
    #"{"source": "a", "id": 1, "n": 1.50}"#, #"{"source": "b", "id": 2}"#,
    #"{"source": "c", "category": "3"}"#, #"{"source": "d"}"#,
  ]

  init() throws {
    folder = try TemporaryFolder()
  }

  private func manifest() throws -> Manifest {
    let path = try folder.write("input.manifest", Self.input.joined(separator: "\n") + "\n")
    return try Manifest.read(path: path, attribute: .category(), labels: .news)
  }

  /// An output of the writer's own: a person's label, an auto-label, one that came so, a rejected item.
  private func output() throws -> [String] {
    let date = Date(timeIntervalSince1970: 1_394_470_370)
    func label(_ index: Int, _ human: Bool) -> OutputLine {
      .labeled(
        OutputLine.Label(
          index: index, className: LabelSet.news[index].name, confidence: 0.9,
          humanAnnotated: human, creationDate: date))
    }
    let lines = [
      label(0, true), label(1, false), .unchanged, .rejected(reason: "bad", creationDate: date),
    ]
    var file = try AtomicFile(path: folder.path("output"))
    try OutputManifest(manifest: manifest(), jobName: "labeling-job/news")
      .write(to: &file) { lines[$0] }
    try file.commit()
    return try folder.read("output").split(separator: "\n").map(String.init)
  }

  private func check(_ lines: [String], withInput: Bool = true) throws -> ManifestVerification {
    let path = try folder.write("checked", lines.joined(separator: "\n") + "\n")
    return try ManifestVerification.check(
      path: path, attribute: .category(), labels: .news,
      jobName: withInput ? "labeling-job/news" : nil, input: withInput ? try manifest() : nil)
  }

  /// The faults after one piece of the output was replaced.
  private func faults(_ old: String, _ new: String) throws -> [String] {
    let lines = try output()
    #expect(lines.joined().contains(old))
    return try check(lines.map { $0.replacing(old, with: new) }).faults.map {
      "\($0.line ?? 0): \($0.reason)"
    }
  }

  @Test(
    "A line that stays as it came is verified with the metadata that it has",
    arguments: ["2019-01-08T18:53:17", "2019-01-08T18:53:17.5+0000", "yesterday"])
  func unchanged(date: String) throws {
    let line =
      #"{"source": "a", "category": 1, "category-metadata": {"class-name": "Entertainment", "#
      + #""confidence": 2, "human-annotated": "yes", "creation-date": "\#(date)"}}"#
    let path = try folder.write("given.manifest", line + "\n")
    let input = try Manifest.read(path: path, attribute: .category(), labels: .news)
    let result = try ManifestVerification.check(
      path: path, attribute: .category(), labels: .news, jobName: "labeling-job/news", input: input)
    #expect(result.isSound && result.human == 1)
  }

  @Test("A written output passes verification, with its counts")
  func sound() throws {
    let result = try check(try output())
    #expect(result.isSound, "\(result.faults)")
    #expect(result.lines == 4)
    #expect(result.human == 2 && result.auto == 1 && result.rejected == 1 && result.unlabeled == 0)
    #expect(result.byLabel == [1, 1, 0, 1])
    #expect(result.incomplete == 0)
  }

  @Test("Verification without an input counts labels with incomplete metadata")
  func withoutInput() throws {
    let result = try check(try output(), withInput: false)
    #expect(result.isSound)
    #expect(result.incomplete == 1)
  }

  @Test(
    "Verification reports each kind of damage with its line",
    arguments: [
      (#""n": 1.50"#, #""n": 1.5"#, "1: the value of “n” differs from the input"),
      (#", "n": 1.50"#, "", "1: the input's key “n” is missing"),
      (#""id": 2"#, #""id": 2, "k": 1000000"#, "2: the key “k” is not in the input's line"),
      (
        #""source": "b", "id": 2"#, #""id": 2, "source": "b""#,
        "2: the keys are not in the input's order"
      ),
      (
        #""confidence": 0.9"#, #""confidence": 1.9"#,
        "1: “confidence” in the label's metadata must be a number from 0 to 1"
      ),
      (
        #""confidence": 0.9"#, #""confidence": "0.9""#,
        "1: “confidence” in the label's metadata must be a number from 0 to 1"
      ),
      (#""confidence": 0.9, "#, "", "1: the label's metadata lacks “confidence”"),
      (
        "2014-03-10T", "2014-53-10T",
        "1: “creation-date” in the label's metadata must be a date such as "
          + "2026-01-31T12:00:00.000000, in UTC and without a zone"
      ),
      (
        "labeling-job/news", "labeling-job/other",
        "1: “job-name” in the label's metadata must be “labeling-job/news”"
      ),
      (
        "groundtruth/text-classification", "x",
        "1: “type” in the label's metadata must be “groundtruth/text-classification”"
      ),
      (
        #""category": 1"#, #""category": "1""#,
        "2: “category” must be a number, not a string of digits"
      ),
      (
        #""category": 1"#, #""category": 7"#,
        "2: “category” is 7, but the label indices are 0 to 3"
      ),
      (
        #""class-name": "Business""#, #""class-name": "Entertainment""#,
        "1: “class-name” in “category-metadata” is “Entertainment”, but label 0 of the label "
          + "categories is “Business”; write the manifest with `prepare --labels FILE`"
      ),
      (
        #""source": "c", "category": "3""#, #""source": "c""#,
        "3: the line is labeled in the input, but not here"
      ),
      (
        #""human-annotated": "no""#, #""human-annotated": "maybe""#,
        "2: “human-annotated” in “category-metadata” must be \"yes\" or \"no\""
      ),
    ])
  func damage(old: String, new: String, message: String) throws {
    #expect(try faults(old, new).contains(message))
  }

  @Test("Verification reports missing, added and reordered lines")
  func lines() throws {
    let lines = try output()
    #expect(
      try check(Array(lines.dropLast())).faults.reasons()
        == [ManifestFault.linesMissing(1)])
    #expect(
      try check(lines + [#"{"source": "e"}"#]).faults.reasons()
        == [ManifestFault.linesAdded(1)])
    #expect(try !check([lines[1], lines[0], lines[2], lines[3]]).isSound)
    #expect(try check([]).faults.first?.reason as? ManifestFault == .emptyFile)
  }
}
