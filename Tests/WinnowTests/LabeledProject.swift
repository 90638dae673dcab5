import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import SQLiteDriver
import Store
import TestSupport

@testable import winnow

/// A project of headlines with answers of two workers and one published round.
struct LabeledProject {
  let folder: TemporaryFolder
  let path: String
  let place: ProjectFolder
  static let count = 30
  static let start = Date(timeIntervalSince1970: 1_700_000_000)

  /// `texts` replace the first headlines.
  init(texts: [String] = [], workers: [String] = ["ana", "ben"]) throws {
    folder = try TemporaryFolder()
    path = folder.path("news")
    place = ProjectFolder(path: path)
    let headlines = try SampleHeadlines(count: Self.count).texts
    let lines = headlines.indices.map { index in
      let text = texts.indices.contains(index) ? texts[index] : headlines[index]
      let quoted = (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) }
      return "{\"id\": \"n\(index)\", \"source\": \(quoted ?? "\"\"")}\n"
    }
    let input = try folder.write("news.manifest", lines.joined())
    let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json").path
    try InitCommand.parse([path, "--job", job, "--input", input]).run()
    let store = try store()
    try store.enqueue(
      (0..<10).map { QueuedTask(item: $0, kind: .start) }, labelsForNextRound: 8, now: Self.start)
    for (number, worker) in workers.enumerated() {
      try answer(store, worker, 4, after: number * 60)
    }
    try publish(store)
    try answer(store, workers[0], 3, after: 600)
  }

  func store() throws -> ProjectStore {
    try ProjectStore(
      path: place.database, assets: FolderAssets(folder: place, contextKeys: []))
  }

  /// Answers so many tasks, label 0 and 1 in turn.
  func answer(_ store: ProjectStore, _ worker: String, _ count: Int, after seconds: Int) throws {
    let session = try store.openSession(
      worker: worker, process: ProcessIdentity(host: "here", number: 1), now: Self.start)
    for number in 0..<count {
      let now = Self.start.addingTimeInterval(Double(seconds + number * 5))
      guard let task = try store.lease(upTo: 1, for: session, now: now).first else { return }
      _ = try store.annotate(
        Annotation(
          item: task.item.id, label: number % 2, acceptedAt: now.addingTimeInterval(-3),
          secondsSpent: 3), by: session, now: now)
    }
    try store.closeSession(session, now: Self.start.addingTimeInterval(Double(seconds + 60)))
  }

  /// Publishes a round: the last ten items are auto-labeled; by the first one, two are audited.
  func publish(_ store: ProjectStore, round: Int = 1) throws {
    let auto = AutoLabels(
      labels: (0..<Self.count).map { $0 < 20 ? -1 : Int16($0 % 2) },
      since: Array(repeating: 1, count: Self.count),
      confidence: Array(repeating: 0.97, count: Self.count))
    try FileManager.default.createDirectory(
      atPath: place.round(round), withIntermediateDirectories: true)
    try auto.write(to: place.round(round, .autoLabels))
    var report = RoundReport(
      number: round, publishedAt: Self.start.addingTimeInterval(300), trainedOn: 8, autoLabeled: 10,
      humanLabeled: 8, selected: 4, estimatedAccuracy: 0.97, lowerBound: 0.955, seconds: 2)
    report.confidenceHistogram = Array(repeating: 1, count: 20)
    report.threshold = 0.9
    report.promise = PromiseReport()
    let tasks = (round == 1 ? 10..<14 : 0..<0).map {
      QueuedTask(
        item: $0, kind: $0 < 12 ? .audit : .choice, predicted: $0 < 12 ? 3 : nil,
        inclusion: $0 < 12 ? 0.5 : nil)
    }
    let publication = RoundPublication(
      report: report, watermark: 8, autoByLabel: auto.tally(labelCount: 4), tasks: tasks,
      labelsForNextRound: 20)
    try FolderArchive(folder: place).files(of: .model)
      .save(RoundCoding.bytes(publication), as: .publication, round: round)
    try store.publish(publication, now: Self.start.addingTimeInterval(300))
  }
}
