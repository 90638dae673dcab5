import Dataset
import Domain
import Foundation
import TestSupport
import Testing

/// Numbers that are the same in every run.
struct FixedNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite struct HostileTextTests {
  private static let lines = [
    #"{"source": "Fed \"hawks\" \u00e9 世界", "id": 7, "o": {"a": [1, 2.5e-3, null, true]}}"#,
    #"{"category": "1", "category-metadata": {"human-annotated": "no"}, "source": "a\\b\/c"}"#,
    #"  {"":{}, "x" : [ ] , "source":"\ud83d\ude00" , "n":-0.0E+1 }"#,
  ]

  /// Changes, drops or doubles a few bytes.
  private func mutated(_ line: String, _ numbers: inout FixedNumbers) -> [UInt8] {
    var bytes = Array(line.utf8)
    let interesting = Array("{}[]\",:\\u0e-+.tfn \u{0}\u{1F}".utf8) + [0x80, 0xC0, 0xED, 0xFF]
    for _ in 0..<Int.random(in: 1...3, using: &numbers) {
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      switch Int.random(in: 0..<3, using: &numbers) {
      case 0: bytes[place] = interesting.randomElement(using: &numbers) ?? 0
      case 1: bytes.remove(at: place)
      default: bytes.insert(interesting.randomElement(using: &numbers) ?? 0, at: place)
      }
    }
    return bytes
  }

  @Test("Foundation reads every line that the scanner accepts", arguments: lines.indices)
  func agreement(index: Int) {
    var numbers = FixedNumbers(state: UInt64(index))
    var passed = 0
    for _ in 0..<3_000 {
      let bytes = mutated(Self.lines[index], &numbers)
      var members = JSONMembers()
      let isPassed = bytes.withUnsafeBufferPointer { (try? members.scan($0)) != nil }
      guard isPassed else { continue }
      passed += 1
      // Half a surrogate pair is JSON, but no text that Foundation can hold.
      let text = String(decoding: bytes, as: UTF8.self)
      if text.contains("\\u") || text.contains("\\U") { continue }
      let object = try? JSONSerialization.jsonObject(with: Data(bytes))
      #expect(object is [String: Any], "\(text)")
    }
    #expect(passed > 100)
  }

  @Test("A label is added to every accepted line as valid JSON", arguments: lines.indices)
  func augmented(index: Int) throws {
    var numbers = FixedNumbers(state: UInt64(index) + 100)
    let augmenter = LineAugmenter(attribute: try .category(), jobName: "labeling-job/x")
    let label = OutputLine.Label(
      index: 0, className: "B", confidence: 0.5, humanAnnotated: true,
      creationDate: Date(timeIntervalSince1970: 0))
    for _ in 0..<2_000 {
      let bytes = mutated(Self.lines[index], &numbers)
      bytes.withUnsafeBufferPointer { line in
        var members = JSONMembers()
        guard (try? members.scan(line)) != nil else { return }
        var output: [UInt8] = []
        augmenter.append(line, as: .labeled(label), members: &members, to: &output)
        output.withUnsafeBufferPointer { output in
          let isJSON = (try? members.scan(output)) != nil
          #expect(isJSON, "\(String(decoding: line, as: UTF8.self))")
        }
      }
    }
  }

  @Test("Random bytes crash no reader", arguments: 0..<8)
  func randomBytes(seed: Int) throws {
    var numbers = FixedNumbers(state: UInt64(seed))
    let alphabet = Array("<>/=\"'&;#{}%-! \n\r\t,.:0123abcp[]()*`\\".utf8) + [0xC3, 0xA9, 0xFF, 0]
    let folder = try TemporaryFolder()
    for _ in 0..<40 {
      let count = Int.random(in: 1...300, using: &numbers)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &numbers) ?? 0 }
      _ = WorkerTaskTemplate.parse(String(decoding: bytes, as: UTF8.self))
      _ = try? LocatedJSON.parse(bytes, file: "")
      let path = try folder.write("bytes", bytes)
      for format in InputFormat.allCases.map(Optional.some) + [nil] {
        var options = PreparationOptions(
          attribute: try .category(), jobName: "x", creationDate: Date(timeIntervalSince1970: 0))
        options.format = format
        options.skipsBadRows = true
        options.columns.text = format == .csv || format == .tsv ? "a" : nil
        guard let preparation = try? Preparation(InputFile(path: path), options: options) else {
          continue
        }
        try preparation.write(manifest: folder.path("m"), answers: folder.path("a"))
        let manifest = try Manifest.read(
          path: folder.path("m"), attribute: .category(), labels: .news)
        #expect(manifest.count == preparation.survey.rows)
      }
    }
  }
}
