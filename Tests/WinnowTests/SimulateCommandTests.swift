import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import winnow

@Suite struct SimulateCommandTests {
  @Test(
    "Options of prepare that a simulation cannot follow are refused",
    arguments: [["--seed", "7"], ["--labeled", "20%"]])
  func foreignOptions(options: [String]) {
    #expect(throws: (any Error).self) { _ = try SimulateCommand.parse(["news.csv"] + options) }
  }

  @Test("prepare and simulate draw the same rows for one seed", arguments: [1, 42])
  func sameRows(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let rows = (0..<200).map { "title \($0),\($0 % 2 == 0 ? "even" : "odd")\n" }
    let input = try folder.write("news.csv", "title,category\n" + rows.joined())
    let output = folder.path("news.manifest")
    try PrepareCommand.parse(
      [input, "--output", output, "--sample", "30", "--seed", "\(seed)", "--quiet"]
    ).run()
    let prepared = try folder.read("news.manifest").matches(of: /"source": "([^"]*)"/)
      .map { String($0.1) }
    let texts = try LabeledTexts(input, answers: nil, options: .parse([]))
    #expect(prepared.count == 30)
    #expect(texts.drawn(30, seed: seed).texts == prepared)
  }
}
