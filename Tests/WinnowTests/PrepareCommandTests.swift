import ArgumentParser
import Dataset
import Foundation
import TestSupport
import Testing

@testable import winnow

@Suite struct PrepareCommandTests {
  private static let output = ["news.csv", "--output", "news.manifest"]

  @Test("prepare without options keeps all rows, without labels")
  func defaults() throws {
    let command = try PrepareCommand.parse(Self.output)
    let options = try command.preparation()
    #expect(options.sample == nil && options.seed == 0 && options.labeled == nil)
    #expect(options.format == nil && options.columns == ColumnChoice() && options.labelMap == nil)
    #expect(!options.cleansText && !options.dropsDuplicates && !options.skipsBadRows)
    #expect(!options.givesIdentifiers)
    #expect(options.attribute.name == "category")
    #expect(options.jobName == "labeling-job/news-headlines")
  }

  @Test("prepare passes every option on")
  func everything() throws {
    let command = try PrepareCommand.parse(
      Self.output + [
        "--sample", "10", "--seed", "7", "--labeled", "20%", "--label-map", "a=One,b=Two",
        "--text-column", "t", "--label-column", "l", "--input-format", "tsv", "--clean",
        "--drop-duplicates", "--skip-bad-rows", "--answers", "a.jsonl", "--attribute", "topic",
        "--job-name", "x", "--encoding", "latin-1", "--separator", "semicolon", "--quotes", "off",
        "--no-header", "--leave-out", "a,b", "--several-labels", "first", "--merge-label-variants",
      ])
    let options = try command.preparation()
    #expect(options.sample == 10 && options.seed == 7 && options.labeled == .share(0.2))
    #expect(options.format == .tsv && options.columns.text == "t" && options.columns.label == "l")
    #expect(options.encoding == .latin1 && options.columns.leftOut == ["a", "b"])
    #expect(options.table == TableChoice(separator: 0x3B, quotes: false, hasHeader: false))
    #expect(options.severalLabels == .first && options.mergesLabelVariants)
    #expect(options.labelMap?.names == ["One", "Two"])
    #expect(options.cleansText && options.dropsDuplicates && options.skipsBadRows)
    #expect(options.givesIdentifiers)
    #expect(options.attribute.name == "topic" && options.jobName == "labeling-job/x")
  }

  @Test(
    "The labeled rows are a count, a share or all of them",
    arguments: [
      ("0", nil), ("0%", nil), ("all", .all), ("500", .count(500)), ("12.5%", .share(0.125)),
    ] as [(String, LabeledPart?)])
  func labeled(text: String, expected: LabeledPart?) throws {
    let command = try PrepareCommand.parse(Self.output + ["--labeled", text])
    #expect(try command.preparation().labeled == expected)
  }

  @Test(
    "Values that prepare cannot use are refused as usage",
    arguments: [
      ["--labeled", "-1"], ["--labeled", "101%"], ["--labeled", "some"],
      ["--input-format", "xlsx"], ["--encoding", "shift_jis"], ["--separator", "ab"],
      ["--quotes", "maybe"], ["--several-labels", "all"], ["--label-map", "a"],
      ["--attribute", "a-ref"],
    ])
  func refused(options: [String]) {
    #expect(throws: ValidationError.self) {
      // With an equals sign, since a value may begin with a hyphen.
      let option = options.joined(separator: "=")
      _ = try PrepareCommand.parse(Self.output + [option]).preparation()
    }
  }

  @Test("--labels and --label-map exclude each other")
  func labels() {
    #expect(throws: (any Error).self) {
      _ = try PrepareCommand.parse(
        Self.output + ["--labels", "labels.json", "--label-map", "a=One,b=Two"])
    }
  }

  @Test("--dry-run writes nothing, and nothing else does without --output")
  func dryRun() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("in.csv", "text,label\na,x\n")
    try PrepareCommand.parse([input, "--dry-run", "--output", folder.path("m")]).run()
    try PrepareCommand.parse([input, "--dry-run"]).run()
    #expect(try folder.contents == ["in.csv"])
    #expect(throws: (any Error).self) { try PrepareCommand.parse([input]) }
  }

  @Test("A copy of a pipe that never ends stops at its limit, in words")
  func endless() throws {
    let file = try UnlinkedFile(for: "standard input", limit: 1 << 20)
    let chunk = [UInt8](repeating: 0x79, count: 1 << 19)
    let error = #expect(throws: FileFaults.self) {
      for _ in 0..<3 { try chunk.withUnsafeBytes { try file.append($0) } }
    }
    #expect(error?.description.contains("more than 1 MB came") == true)
  }
}
