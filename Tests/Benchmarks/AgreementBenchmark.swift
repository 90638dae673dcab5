import Dataset
import Domain
import Engine
import Foundation
import Learning
import SQLiteDriver
import Store

/// Three scripted workers an item: what consolidation makes of their answers, whether the bad one is
/// found, and what agreement costs on many items.
struct AgreementBenchmark {
  static let usage = "benchmarks agreement FILE [--rows 2000] [--keep FOLDER] [--speed 296055]"

  private let headlines: Headlines
  private let folder: String
  private let isKept: Bool
  private let speed: Int
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  init(_ arguments: [String]) throws {
    guard let file = arguments.first, !file.hasPrefix("--") else {
      throw BenchmarkError(Self.usage)
    }
    func value(_ name: String) -> String? {
      arguments.firstIndex(of: name).flatMap {
        $0 + 1 < arguments.count ? arguments[$0 + 1] : nil
      }
    }
    headlines = try Headlines(path: file).subset(
      rows: value("--rows").flatMap { Int($0) } ?? 2_000, seed: 1)
    isKept = value("--keep") != nil
    folder =
      value("--keep")
      ?? FileManager.default.temporaryDirectory
      .appending(path: "winnow-agreement-\(UUID().uuidString.prefix(8))").path
    speed = value("--speed").flatMap { Int($0) } ?? 296_055
  }

  /// A few items of the sample data.
  static func smoke() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "sample-data/headlines.csv").path
    try AgreementBenchmark([file, "--rows", "200", "--speed", "2000"]).run()
  }

  func run() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { if !isKept { try? FileManager.default.removeItem(atPath: folder) } }
    try quality()
    try measureSpeed()
  }
}

extension AgreementBenchmark {
  private var gold: [Int] { headlines.labels }
  private var labelCount: Int { Headlines.classCount }

  /// Labels every item three times, sets the bad worker's answers aside, and has them asked again.
  private func quality() throws {
    let store = try store(
      "\(folder)/project.sqlite", total: gold.count, texts: headlines.texts)
    let all = gold.indices.map { QueuedTask(item: $0, kind: .start) }
    try store.enqueue(all, labelsForNextRound: gold.count, now: now)
    let swapped = gold.map { (($0 + 1) % labelCount) }
    try answer(store, "adversarial", ScriptedLabeler(answers: [swapped]))
    try answer(store, "careless", scripted(noise: 0.3, seed: 1))
    try answer(store, "good", scripted(noise: 0.03, seed: 2))
    try report(store, "three workers", setAside: false)
    try LabelConsolidation(labelCount: labelCount).perform(on: store, now: now)
    try print("  labels by Dawid–Skene: \(right(store)) right")
    let worst = AgreementReport(try store.opinions(), labelCount: labelCount).workers[0].name
    let count = try store.setAside(
      worker: worst, by: "lead", because: "answers against the others", now: now)
    print("the worst, \(worst): \(count) answers set aside, asked again of another")
    try answer(store, "new", scripted(noise: 0.05, seed: 3))
    try report(store, "after", setAside: true)
    try LabelConsolidation(labelCount: labelCount).perform(on: store, now: now)
    try print("  labels by Dawid–Skene: \(right(store)) right")
  }

  private func report(_ store: ProjectStore, _ title: String, setAside: Bool) throws {
    let report = AgreementReport(try store.opinions(), labelCount: labelCount)
    let share = try right(store)
    print("\(title): \(report.items) items, \(report.opinions) opinions")
    print("  labels by majority: \(share) right")
    for (name, value) in [("alpha", report.alpha), ("kappa", report.kappa)] {
      guard let value else { continue }
      print(
        String(
          format: "  %@ %.4f (%.4f to %.4f)", name, value.value, value.lower ?? .nan,
          value.upper ?? .nan))
    }
    for worker in report.workers where worker.items > 0 {
      print(
        String(
          format: "  %@: as others %.1f %%, kappa %.3f, right by Dawid–Skene %.1f %%",
          worker.name, (worker.agreement ?? .nan) * 100, worker.kappa ?? .nan,
          (worker.accuracy ?? .nan) * 100))
    }
  }

  private func scripted(noise: Double, seed: UInt64) -> ScriptedLabeler {
    ScriptedLabeler(gold: gold, labelCount: labelCount, noise: noise, seed: seed)
  }

  private func right(_ store: ProjectStore) throws -> String {
    let labels = try store.snapshot(now: now).labels
    let count = labels.count { gold[$0.item] == $0.label }
    return String(format: "%.2f %%", Double(count) / Double(gold.count) * 100)
  }

  private func answer(
    _ store: ProjectStore, _ worker: String, _ labeler: ScriptedLabeler
  ) throws {
    let session = try store.openSession(
      worker: worker, process: ProcessIdentity(host: "here", number: 1), now: now)
    try labeler.answerAll(on: store, as: session, now: now)
  }

  /// Opens the project's database that is there, or makes one.
  private func store(_ path: String, total: Int, texts: [String]) throws -> ProjectStore {
    if !FileManager.default.fileExists(atPath: path) {
      var lead = LeadSettings()
      lead.workersPerItem = 3
      let labels = ["Business", "Entertainment", "Health & Medicine", "Science and Technology"]
      try ProjectStore.create(
        path: path,
        setup: ProjectSetup(
          jobName: "three",
          labels: LabelSet(labels: labels.map { LabelSet.Label(name: $0, key: nil) }),
          total: total, settings: lead), now: now)
    }
    return try ProjectStore(
      path: path, assets: SimulationAssets(texts: texts, archive: MemoryArchive()))
  }
}

extension AgreementBenchmark {
  /// Writes three answers for each of many items, as quickly as SQL does, and measures reading and
  /// computing.
  private func measureSpeed() throws {
    let path = "\(folder)/many.sqlite"
    try? FileManager.default.removeItem(atPath: path)
    let store = try store(path, total: speed, texts: [])
    let database = try SQLiteDatabase(path: path)
    for worker in ["ana", "ben", "cy"] {
      let session = try store.openSession(
        worker: worker, process: ProcessIdentity(host: "here", number: 1), now: now)
      try database.write { connection in
        try connection.run(
          script:
            """
            WITH RECURSIVE row (item) AS (SELECT 0 UNION ALL SELECT item + 1 FROM row
              WHERE item < \(speed - 1))
            INSERT INTO annotation (item, worker, session, kind, label, acceptedAt, submittedAt,
              secondsSpent, round, counted)
            SELECT item, '\(worker)', \(session.id), 'label',
              CASE WHEN abs(random()) % 10 < \(session.id) THEN abs(random()) % 4 ELSE item % 4 END,
              1, 1, 1, 0, 1 FROM row
            """)
      }
    }
    let start = ContinuousClock.now
    let table = try store.opinions()
    let read = ContinuousClock.now
    let report = AgreementReport(table, labelCount: labelCount)
    let done = ContinuousClock.now
    print(
      "\(report.items) items with \(report.opinions) opinions: read in"
        + " \(read - start), computed in \(done - read)")
  }
}
