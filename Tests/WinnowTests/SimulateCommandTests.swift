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

  @Test("Seeds are one number or a range", arguments: [("7", [7]), ("1...3", [1, 2, 3])])
  func seeds(text: String, expected: [UInt64]) throws {
    #expect(try SimulateCommand.seeds(text) == expected)
  }

  @Test("Seeds that are no range are refused", arguments: ["", "x", "3...1", "1..3", "0...1000"])
  func badSeeds(text: String) {
    #expect(throws: ValidationError.self) { _ = try SimulateCommand.seeds(text) }
  }

  @Test("Every strategy with every model is a variant with a name of its own")
  func variants() throws {
    func names(_ options: String...) throws -> [String] {
      try SimulateCommand.parse(["news.csv"] + options).variants().map(\.name)
    }
    #expect(try names() == ["diverse"])
    #expect(try names("--strategy", "diverse,margin") == ["diverse", "margin"])
    #expect(try names("--model", "built-in,./m.py") == ["built-in", "./m.py"])
    #expect(
      try names("--strategy", "random,margin", "--model", "built-in,./m.py") == [
        "random, built-in", "margin, built-in", "random, ./m.py", "margin, ./m.py",
      ])
    #expect(try names("--baseline", "sample") == ["sample"])
    #expect(throws: ValidationError.self) { _ = try names("--strategy", "best") }
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
