import Domain
import Foundation
import Testing

@testable import fuzz

/// Each parser on its corpus, and on changed copies of it.
///
/// `MUTATIONS=3000` makes as many changed copies of each parser's corpus; libFuzzer makes better ones
/// (README.md, “Fuzzing and sanitizers”).
@Suite struct ReplayTests {
  private static let count =
    ProcessInfo.processInfo.environment["MUTATIONS"].flatMap { Int($0) } ?? 150

  private static func corpus(_ name: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fuzzing/Corpus/\(name)").standardizedFileURL
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
    }
  }

  private func run(_ parser: FuzzedParser, _ bytes: [UInt8], _ name: String) {
    do {
      try parser.check(bytes)
    } catch {
      let coded = Data(bytes.prefix(4096)).base64EncodedString()
      Issue.record("\(parser.name), \(name): \(error)\n\(coded)")
    }
  }

  @Test("What must hold of a parser holds of its corpus", arguments: FuzzedParser.all)
  func corpus(parser: FuzzedParser) throws {
    let corpus = try Self.corpus(parser.name)
    #expect(!corpus.isEmpty)
    for file in corpus { run(parser, file.bytes, file.name) }
  }

  @Test("What must hold of a parser holds of changed files", arguments: FuzzedParser.all)
  func changed(parser: FuzzedParser) throws {
    let corpus = try Self.corpus(parser.name).map(\.bytes)
    var numbers = SeededGenerator(seed: Hash.fnv1a(parser.name))
    for _ in 0..<Self.count {
      guard var bytes = corpus.randomElement(using: &numbers) else { return }
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        Mutation.change(&bytes, of: corpus, &numbers)
      }
      run(parser, bytes, "changed")
    }
  }
}
