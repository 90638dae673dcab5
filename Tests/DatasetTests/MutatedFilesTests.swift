import Dataset
import Domain
import Foundation
import TestSupport
import Testing

/// Small valid files of every form, changed at random, through `prepare` and the reader of manifests.
///
/// Each must be read or refused in words. `MUTATIONS=3000` changes each form as often, and prints the
/// numbers of files that were read, by what they were taken for.
@Suite struct MutatedFilesTests {
  static let forms: [(name: String, text: String)] = [
    ("csv", "id,text,label\n1,\"Rain, \"\"tonight\"\"\",x\n2,\"Goal\nlate\",y\n3,Sun,x\n"),
    ("semicolons", "text;label;note\nRain, tonight;x;a\n\"Goal; late\";y;b\nSun;x;\n"),
    ("tsv", "text\tlabel\nRain \"tonight\"\tx\nGoal\ty\nSun\tx\n"),
    ("pipes", "text|label\nRain|x\nGoal|y\n"),
    ("sep", "sep=;\r\ntext;label\r\nRain;x\r\nGoal;y\r\n"),
    ("column", "text\nRain, tonight\nGoal\n"), ("lines", "Rain tonight\nGoal in overtime\nSun\n"),
    (
      "jsonl",
      "{\"text\": \"Rain\", \"label\": \"x\", \"n\": 1}\n{\"text\": \"Goal\", \"label\": \"y\", \"n\": 2}\n"
    ),
    (
      "json",
      "[\n  {\"text\": \"Rain\", \"label\": \"x\"},\n  {\"text\": \"Goal\", \"label\": \"y\"}\n]\n"
    ),
    (
      "label studio",
      #"[{"id": 1, "data": {"text": "Rain"}, "annotations": [{"result": [{"from_name": "t", "type": "choices", "value": {"choices": ["x"]}}]}]}, {"id": 2, "data": {"text": "Goal"}, "annotations": []}]"#
    ),
    (
      "label studio csv",
      "annotation_id,annotator,id,lead_time,sentiment,text\n1,a,1,2.5,x,Rain\n2,a,2,2.5,\"{\"\"choices\"\": [\"\"x\"\"]}\",Goal\n"
    ),
    (
      "doccano",
      "{\"id\":1,\"text\":\"Rain\",\"label\":[\"x\"],\"Comments\":[]}\n{\"id\":2,\"text\":\"Goal\",\"label\":[],\"Comments\":[]}\n"
    ),
    (
      "prodigy",
      "{\"text\":\"Rain\",\"label\":\"x\",\"answer\":\"accept\"}\n{\"text\":\"Goal\",\"label\":\"x\",\"answer\":\"reject\"}\n"
    ),
    (
      "argilla",
      #"[{"id": "1", "fields": {"text": "Rain"}, "responses": {"label": [{"value": "x"}]}, "status": "completed"}]"#
    ),
    ("fasttext", "__label__x Rain tonight\n__label__y Goal\n__label__x Sun\n"),
    ("newscorpora", "1\tRain\thttp://x\tP\tb\ts\th\t139\n2\tGoal\thttp://x\tP\te\ts\th\t140\n"),
    (
      "manifest",
      #"{"source": "Rain", "category": 1, "category-metadata": {"class-name": "Entertainment", "human-annotated": "yes"}}"#
        + "\n{\"source\": \"Goal\"}\n"
    ),
  ]

  private static let count =
    ProcessInfo.processInfo.environment["MUTATIONS"].flatMap { Int($0) } ?? 60

  /// Changes a file in one to three places.
  private static func mutated(_ text: String, _ numbers: inout FixedNumbers) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &numbers) { mutate(&bytes, &numbers) }
    return bytes
  }

  private static func mutate(_ bytes: inout [UInt8], _ numbers: inout FixedNumbers) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &numbers)
    let marks = Array("\"\u{0},;\t|\n\r[]{}:\\<".utf8) + [0x80, 0xE9, 0xC3, 0xFF]
    switch Int.random(in: 0..<7, using: &numbers) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.insert(marks.randomElement(using: &numbers) ?? 0, at: place)
    case 3: bytes.remove(at: place)
    case 4: swapSeparators(&bytes, &numbers)
    default: changeLine(&bytes, &numbers)
    }
  }

  private static func swapSeparators(_ bytes: inout [UInt8], _ numbers: inout FixedNumbers) {
    let marks = Array(",;\t| \n\r".utf8)
    let (one, other) = (marks.randomElement(using: &numbers), marks.randomElement(using: &numbers))
    bytes = bytes.map { $0 == one ? other ?? 0 : $0 }
  }

  /// Deletes or doubles a line.
  private static func changeLine(_ bytes: inout [UInt8], _ numbers: inout FixedNumbers) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let place = Int.random(in: 0..<lines.count, using: &numbers)
    if Bool.random(using: &numbers) {
      lines.remove(at: place)
    } else {
      lines.insert(lines[place], at: place)
    }
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  @Test(
    "A changed file is read or refused in words, and what is written is a manifest",
    arguments: forms.indices)
  func mutations(form: Int) throws {
    let (name, text) = Self.forms[form]
    var numbers = FixedNumbers(state: UInt64(form) &* 7919 &+ 13)
    let folder = try TemporaryFolder()
    var taken: [String: Int] = [:]
    for _ in 0..<Self.count {
      let bytes = Self.mutated(text, &numbers)
      let path = try folder.write("in", bytes)
      taken[try outcome(path, in: folder, bytes), default: 0] += 1
      _ = try? Manifest.read(path: path, attribute: .category(), labels: .news)
    }
    if Self.count > 60 {
      let tally = taken.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }
      print("\(name): \(tally.joined(separator: ", "))")
    }
    #expect(taken["refused", default: 0] < Self.count)
  }

  /// Prepares a file; returns what it was taken for.
  private func outcome(_ path: String, in folder: TemporaryFolder, _ bytes: [UInt8]) throws
    -> String
  {
    var options = PreparationOptions(
      attribute: try .category(), jobName: "x", creationDate: Date(timeIntervalSince1970: 0))
    options.labeled = .all
    let preparation: Preparation
    do {
      preparation = try Preparation(InputFile(path: path), options: options)
    } catch let error as FileFaults {
      #expect(!error.faults.isEmpty && error.faults.allSatisfy { !"\($0)".isEmpty })
      return "refused"
    }
    try preparation.write(manifest: folder.path("m"))
    let names = preparation.labelMap?.names ?? []
    let labels = (names + ["?", "??"]).map { LabelSet.Label(name: $0, key: "?") }
    let manifest = try Manifest.read(
      path: folder.path("m"), attribute: .category(), labels: LabelSet(labels: labels))
    #expect(manifest.count == preparation.survey.rows)
    let report = InputReport(preparation, name: "in").lines
    #expect(report.allSatisfy { !$0.unicodeScalars.contains { $0.value < 0x20 } })
    let survey = preparation.survey
    let tool = survey.columns.tool.map { " of \($0.rawValue)" } ?? ""
    let guess = survey.encoding.evidence == .guess ? ", encoding guessed" : ""
    return survey.format.rawValue + tool + guess
  }
}
