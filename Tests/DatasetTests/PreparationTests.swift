import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct PreparationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static func row(_ id: Int, _ title: String, _ category: String) -> String {
    "\(id)\t\(title)\thttp://example.com/\(id)\tPaper \(id)\t\(category)"
      + "\tstory\(id)\texample.com\t13944\(id)"
  }

  private static let news =
    (0..<100).map { row($0, "Title \"\($0)\", here", ["b", "t", "e", "m"][$0 % 4]) + "\n" }.joined()

  private func options(
    _ change: (inout PreparationOptions) -> Void
  ) throws -> PreparationOptions {
    var options = PreparationOptions(
      attribute: try .category(), jobName: "labeling-job/news",
      creationDate: Date(timeIntervalSince1970: 1_394_470_370))
    change(&options)
    return options
  }

  private func prepare(
    _ text: String, answers: Bool = false, _ change: (inout PreparationOptions) -> Void = { _ in }
  ) throws -> (lines: [String], report: PreparationReport) {
    let file = try InputFile(path: folder.write("news.csv", text))
    let preparation = try Preparation(file, options: try options(change))
    let report = try preparation.write(
      manifest: folder.path("news.manifest"),
      answers: answers ? folder.path("answers.jsonl") : nil)
    let lines = try folder.read("news.manifest").split(separator: "\n").map(String.init)
    return (lines, report)
  }

  private func messages(
    _ bytes: [UInt8], _ change: (inout PreparationOptions) -> Void = { _ in }
  ) -> [String] {
    do {
      let file = try InputFile(path: folder.write("news.csv", bytes))
      _ = try Preparation(file, options: try options(change))
      return []
    } catch {
      let faults = (error as? FileFaults)?.faults.map(\.description) ?? ["\(error)"]
      return faults.map { $0.replacing(folder.url.path + "/", with: "") }
    }
  }

  /// The value of `id`, which stands first.
  private func identifier(_ line: some StringProtocol) throws -> Int {
    try Int(line.split(separator: "\"")[safe: 2].orThrow()).orThrow()
  }

  @Test("Titles of newsCorpora are kept, and the other columns become keys")
  func oneRow() throws {
    let (lines, report) = try prepare(Self.row(7, "\"Fed's\" taper, \\ é ...", "b") + "\r\n")
    #expect(
      lines == [
        #"{"id": "7", "source": "\"Fed's\" taper, \\ é ...", "url": "http://example.com/7", "#
          + #""publisher": "Paper 7", "story": "story7", "hostname": "example.com", "#
          + #""timestamp": "139447"}"#
      ])
    #expect(report.survey.format == .newsCorpora)
    #expect(report.written == 1 && report.labeled == 0)
  }

  @Test("A label outside the labeled share is not in the manifest")
  func noLeak() throws {
    let (lines, report) = try prepare(Self.news) { $0.labeled = .share(0.2) }
    #expect(lines.count == 100)
    #expect(report.labeled == 20)
    #expect(lines.count { $0.contains("\"category\": ") } == 20)
    let names =
      LabelSet.news.labels.map { "\"\($0.name)\"" } + ["\"b\"", "\"t\"", "\"e\"", "\"m\""]
    for line in lines where !line.contains("\"category\": ") {
      #expect(!names.contains { line.contains($0) })
      #expect(!line.contains("category"))
    }
  }

  @Test("A labeled line is the same as in Amazon's sample, with the index of the label file")
  func labeledLine() throws {
    let (lines, _) = try prepare(Self.row(3, "x", "t") + "\n") { $0.labeled = .count(1) }
    #expect(
      lines[0].hasSuffix(
        #", "category": 3, "category-metadata": {"class-name": "Science and Technology", "#
          + #""confidence": 1.0, "type": "groundtruth/text-classification", "#
          + #""job-name": "labeling-job/news", "human-annotated": "yes", "#
          + #""creation-date": "2014-03-10T16:52:50.000000"}}"#))
    let manifest = try Manifest.read(
      path: folder.path("news.manifest"), attribute: .category(), labels: .news)
    #expect(manifest.lines[0].initialLabel == InitialLabel(index: 3, isHuman: true))
  }

  @Test("An answers file has every gold label and nothing else")
  func answers() throws {
    let (lines, report) = try prepare(Self.news, answers: true) {
      $0.sample = 10
      $0.labeled = .count(2)
    }
    let answers = try folder.read("answers.jsonl").split(separator: "\n")
    #expect(lines.count == 10 && answers.count == 10 && report.answers == 10)
    let names = ["Business", "Science and Technology", "Entertainment", "Health & Medicine"]
    for (line, answer) in zip(lines, answers) {
      let id = try identifier(line.dropFirst(2))
      #expect(answer == "{\"id\": \"\(id)\", \"label\": \"\(names[id % 4])\"}")
    }
  }

  @Test("The same seed draws the same rows in the file's order, another seed draws others")
  func sampling() throws {
    func draw(_ seed: UInt64) throws -> [Int] {
      let (lines, _) = try prepare(Self.news) {
        $0.sample = 30
        $0.seed = seed
      }
      return try lines.map { try identifier($0.dropFirst(2)) }
    }
    let first = try draw(42)
    #expect(first.count == 30)
    #expect(first == first.sorted() && Set(first).count == 30)
    #expect(try draw(42) == first)
    #expect(try draw(43) != first)
  }

  @Test("Every row is drawn with the same probability")
  func chances() throws {
    var drawn = [Int](repeating: 0, count: 20)
    let text = (0..<20).map { Self.row($0, "a", "b") + "\n" }.joined()
    for seed in 0..<200 {
      let (lines, _) = try prepare(text) {
        $0.sample = 5
        $0.seed = UInt64(seed)
      }
      for line in lines { drawn[try identifier(line.dropFirst(2))] += 1 }
    }
    // 50 are expected; the standard deviation is 6, and 5 of them are far.
    #expect(drawn.allSatisfy { (20...80).contains($0) }, "\(drawn)")
  }

  @Test("Unreadable rows are refused with file and line")
  func badRows() {
    let good = Array((Self.row(1, "a", "b") + "\n").utf8)
    let bytes =
      good + Array("2\tonly\tthree\n".utf8) + good + Array(Self.row(3, "x", "z").utf8) + [10]
      + Array("4\t".utf8) + [0xFF] + Array("\tu\tp\tb\ts\th\t1\n".utf8)
      + Array("5\ta\u{0}b\tu\tp\tb\ts\th\t1\n6\t \tu\tp\tb\ts\th\t1\n".utf8)
    #expect(
      messages(bytes) {
        $0.format = .newsCorpora
        $0.encoding = .utf8
      } == [
        "news.csv:2: 3 columns instead of 8; correct the row or remove it",
        "news.csv:4: the label “z” is not one of “Business”, “Entertainment”, "
          + "“Health & Medicine”, “Science and Technology”; add it to --label-map or --labels",
        "news.csv:5: not valid UTF-8; correct it, or name the file's encoding with --encoding "
          + "windows-1252",
        "news.csv:6: the text contains a NUL byte; remove it",
        "news.csv:7: the text is empty; fill it in or remove the row",
      ])
  }

  @Test("Unreadable rows can be left out, and are still reported")
  func skipping() throws {
    let text = Self.row(1, "a", "b") + "\nbroken\n" + Self.row(2, "b", "m") + "\n"
    let (lines, report) = try prepare(text) {
      $0.format = .newsCorpora
      $0.skipsBadRows = true
    }
    #expect(lines.count == 2)
    #expect(report.survey.skipped.map(\.line) == [2])
  }

  @Test("Duplicate texts are counted, and dropped on request")
  func duplicates() throws {
    let text = ["a", "b", "a", "a"].enumerated().map { Self.row($0, $1, "b") + "\n" }.joined()
    let (all, report) = try prepare(text)
    #expect(all.count == 4 && report.survey.duplicates == 2)
    let (unique, dropped) = try prepare(text) { $0.dropsDuplicates = true }
    #expect(unique.count == 2 && dropped.survey.duplicates == 2)
  }

  @Test(
    "Titles are cleaned as in the notebook of Amazon's sample",
    arguments: [
      ("\"Fed's\" taper: up 5.5%!", "Feds taper up 55"), ("a_b-c", "a_bc"), ("é世 — x", "é世  x"),
    ])
  func cleaning(title: String, cleaned: String) throws {
    let (lines, _) = try prepare(Self.row(1, title, "b")) { $0.cleansText = true }
    #expect(lines[0].hasPrefix("{\"id\": \"1\", \"source\": \"\(cleaned)\", "))
  }

  @Test("Drawing more rows than the file has is refused")
  func tooMany() {
    let bytes = Array(Self.news.utf8)
    #expect(
      messages(bytes) { $0.sample = 101 }
        == ["news.csv: --sample asks for 101 rows, but there are only 100"])
    #expect(
      messages(bytes) { $0.labeled = .count(101) }
        == ["news.csv: --labeled asks for 101 rows, but there are only 100"])
    #expect(messages([]) == ["news.csv: the file is empty"])
  }

  @Test("An id that appears twice is refused if answers are written")
  func duplicateIdentifiers() {
    let bytes = Array((Self.row(1, "a", "b") + "\n" + Self.row(1, "b", "b") + "\n").utf8)
    #expect(messages(bytes).isEmpty)
    #expect(
      messages(bytes) { $0.givesIdentifiers = true }.first?.hasPrefix(
        "news.csv:2: the id “1” appears twice") == true)
  }

  @Test("A pipe can be prepared like a file")
  func pipe() throws {
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting
    let text = Self.news
    // More than a pipe holds, so the writer needs a thread of its own.
    Thread.detachNewThread {
      for _ in 0..<30 { try? writer.write(contentsOf: Data(text.utf8)) }
      try? writer.close()
    }
    let file = try InputFile(descriptor: dup(pipe.fileHandleForReading.fileDescriptor), name: "-")
    let preparation = try Preparation(file, options: try options { _ in })
    #expect(preparation.survey.rows == 3_000)
    #expect(preparation.survey.duplicates == 2_900)
  }

  @Test("A label map may have commas in names, and several labels for one name")
  func labelMaps() throws {
    let map = try LabelMap("b=Business, economy,t=Tech,e=Fun,m=Fun").orThrow()
    #expect(map.names == ["Business, economy", "Tech", "Fun"])
    #expect(map.index(of: "m") == 2 && map.index(of: "Tech") == 1 && map.index(of: "x") == nil)
    for text in ["", "b", "=x", "b=", "b=Business"] { #expect(LabelMap(text) == nil) }
    #expect(LabelMap.newsCorpora.names == LabelSet.news.labels.map(\.name))
  }

  @Test("A job's labels are recognized by name, index and key")
  func ownLabels() throws {
    let labels = LabelSet(labels: [
      .init(name: "Sport", key: "f"), .init(name: "Food", key: "1"), .init(name: "f", key: "x"),
    ])
    let (lines, _) = try prepare("title,label\na,Food\nb,Sport\nc,x\nd,0\ne,f\nf,1\n") {
      $0.labelMap = LabelMap(labels)
      $0.labeled = .share(1)
    }
    let manifest = try Manifest.read(
      path: folder.path("news.manifest"), attribute: .category(), labels: labels)
    #expect(manifest.lines.map(\.initialLabel?.index) == [1, 0, 2, 0, 2, 1])
    #expect(lines[0].contains(#""class-name": "Food""#))
  }
}
