import Domain
import Foundation
import Store
import TestSupport
import Testing

/// What any store must do; each check gets a store of its own.
///
/// A new store passes by giving `StoreConformance.checks` a maker of its own.
struct StoreConformance: Sendable {
  typealias Maker = @Sendable (ProjectSetup, MemoryItems) throws -> ProjectStore

  let name: String
  let check: @Sendable (Maker) throws -> Void

  static let labels = LabelSet(labels: [
    .init(name: "Business", key: "b"), .init(name: "Entertainment", key: "e"),
    .init(name: "Health & Medicine", key: "m"), .init(name: "Science and Technology", key: "t"),
  ])

  static let start = Date(timeIntervalSince1970: 1_700_000_000)

  static func setup(
    total: Int = 10, initialLabels: [Item.ID: InitialLabel] = [:], workersPerItem: Int = 1
  ) -> ProjectSetup {
    var lead = LeadSettings()
    lead.workersPerItem = workersPerItem
    return ProjectSetup(
      jobName: "news", labels: labels, total: total, initialLabels: initialLabels, settings: lead,
      taskTimeLimit: 300)
  }

  static let checks: [StoreConformance] =
    counting + leasing + answering + undoing + publishing + consolidating + stacking + settings
    + trusting + workersPerItem + opinions + adjudicating + growth + gold + notes + labelChanges
}

extension StoreConformance: CustomTestStringConvertible {
  var testDescription: String { name }
}

extension ProjectStore {
  func sit(_ worker: String, at now: Date = StoreConformance.start) throws -> WorkerSession {
    try openSession(worker: worker, process: ProcessIdentity(host: "here", number: 1), now: now)
  }

  /// Puts items in the queue as the start does.
  func queue(_ items: [Int], kind: QueuedTask.Kind = .start, predicted: Int? = nil) throws {
    try enqueue(
      items.map { QueuedTask(item: $0, kind: kind, predicted: predicted) }, labelsForNextRound: 4,
      now: StoreConformance.start)
  }

  @discardableResult
  func give(
    _ label: Int, to item: Int, nearDuplicates: [Int] = [], by session: WorkerSession,
    at now: Date = StoreConformance.start
  ) throws -> AnnotationReceipt {
    try annotate(
      Annotation(
        item: item, label: label, acceptedAt: now, secondsSpent: 1, nearDuplicates: nearDuplicates),
      by: session, now: now)
  }

  func counts(at now: Date = StoreConformance.start) throws -> Counts { try counts(now: now) }
}

extension RoundPublication {
  /// A round that auto-labels as `autoByLabel` says and queues `tasks`.
  static func round(
    _ number: Int, auto autoByLabel: [Int], tasks: [Int] = [], watermark: Int64 = 0
  ) -> RoundPublication {
    RoundPublication(
      report: RoundReport(
        number: number, publishedAt: StoreConformance.start, trainedOn: 0,
        autoLabeled: autoByLabel.reduce(0, +), humanLabeled: 0, selected: tasks.count),
      watermark: watermark, autoByLabel: autoByLabel,
      tasks: tasks.map { QueuedTask(item: $0, kind: .choice) }, labelsForNextRound: 8)
  }
}
