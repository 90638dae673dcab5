import Dataset
import Domain
import Engine
import Foundation
import Learning
import SQLiteDriver
import Store

/// What a part of each of the lead's lists costs in a large project: the first part, the longest of
/// all parts, and how many there are.
struct ReviewBenchmark {
  static let usage = "benchmarks review [--rows 296055] [--answers 100000]"

  private let rows: Int
  private let answers: Int
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  init(_ arguments: [String]) {
    func value(_ name: String) -> Int? {
      arguments.firstIndex(of: name).flatMap {
        $0 + 1 < arguments.count ? Int(arguments[$0 + 1]) : nil
      }
    }
    rows = value("--rows") ?? 296_055
    answers = min(rows, value("--answers") ?? 100_000)
  }

  static func smoke() throws { try ReviewBenchmark(["--rows", "2000", "--answers", "500"]).run() }

  func run() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "winnow-review-\(UUID().uuidString.prefix(8))").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desk = try desk(in: folder)
    for list in ReviewList.allCases { try measure(ReviewRequest(list, limit: 200), desk) }
    try measure(ReviewRequest(.items, search: "number\(rows - 1)", limit: 200), desk)
    try measure(ReviewRequest(.answers, worker: "ben", limit: 200), desk)
  }

  private func measure(_ asked: ReviewRequest, _ desk: ProjectDesk) throws {
    var (request, found, times) = (asked, 0, [Double]())
    repeat {
      let start = ContinuousClock.now
      let page = try desk.page(request)
      times.append(start.duration(to: .now) / .milliseconds(1))
      found += page.rows.count
      request.after = page.next
    } while request.after != nil && times.count < 200
    let name = asked.list.rawValue + (asked.search.isEmpty ? "" : " by text")
    print(
      "\(name): \(found) rows in \(times.count) parts, first "
        + String(format: "%.1f ms, longest %.1f ms", times.first ?? 0, times.max() ?? 0))
  }

  private func desk(in folder: String) throws -> ProjectDesk {
    // Words enough that few texts are alike: a project begins with a graph of similar ones.
    var generator = SeededGenerator(seed: 1)
    let lines = (0..<rows).map { number in
      let words = (0..<7).map { _ in "word\(Int.random(in: 0..<20_000, using: &generator))" }
      return "{\"source\": \"\(words.joined(separator: " ")) number\(number)\"}\n"
    }
    let input = "\(folder)/in.manifest"
    try lines.joined().write(toFile: input, atomically: true, encoding: .utf8)
    let job = try BenchmarkProject.job(in: folder, learning: "{}")
    let creation = ProjectCreation(.init(jobPath: job, manifestPath: input)) { [now] in
      try ProjectStore.create(path: $0, setup: $1, now: now)
    }
    _ = try creation.create(at: "\(folder)/news", from: creation.check())
    let project = try Project.open(path: "\(folder)/news")
    let store = try ProjectStore(
      path: project.folder.database,
      assets: FolderAssets(folder: project.folder, contextKeys: project.contextKeys))
    try publishRound(project, store)
    try answer(store)
    return ProjectDesk(project, store: store, person: "eva")
  }

  private func publishRound(_ project: Project, _ store: ProjectStore) throws {
    let auto = AutoLabels(
      labels: (0..<rows).map { $0 < answers ? -1 : Int16($0 % 4) },
      since: .init(repeating: 1, count: rows),
      confidence: (0..<rows).map { $0 < answers ? 0 : Float(($0 &* 7919) % 10_000) / 10_000 })
    let archive = FolderArchive(folder: project.folder)
    try archive.save(auto, round: 1)
    try archive.files(of: .model).save(
      RoundCoding.bytes((0..<answers).map(pair)), as: .calibration, round: 1)
    try store.publish(
      RoundPublication(
        report: RoundReport(
          number: 1, publishedAt: now, trainedOn: 0, autoLabeled: rows - answers, humanLabeled: 0,
          selected: 0),
        watermark: 0, autoByLabel: auto.tally(labelCount: 4), tasks: [],
        labelsForNextRound: rows), now: now)
  }

  /// Returns the prediction before an answer; one in ten is another label.
  private func pair(_ number: Int) -> CalibrationPair {
    let isRight = number % 10 != 0
    return CalibrationPair(
      row: number, predicted: (number + (isRight ? 0 : 1)) % 4,
      confidence: ConfidenceFeatures(logMargin: Double((number &* 7919) % 1000) / 100, logOdds: 1),
      labelCount: answers, isRight: isRight)
  }

  /// Adds answers in one transaction, as from a file.
  private func answer(_ store: ProjectStore) throws {
    let kept = (0..<answers).map { number in
      let answer = KeptAnswer(
        Item(id: number, text: ""), by: ["ana", "ben"][number % 2], label: "",
        acceptedAt: now.addingTimeInterval(Double(number)))
      return (answer: answer, label: Int?.some(number % 4))
    }
    _ = try store.add(kept, process: ProcessIdentity(host: "here", number: 1), now: now)
  }
}
