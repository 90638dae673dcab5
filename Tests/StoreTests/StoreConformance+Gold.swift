import Domain
import Foundation
import Store
import TestSupport
import Testing

/// Items whose label is known, unmarked among the tasks.
extension StoreConformance {
  static let gold = [
    StoreConformance(name: "Gold comes as any task, and changes no count, label or opinion") {
      make in
      let store = try make(goldSetup(), MemoryItems(count: 40))
      try store.askForGold(0.5)
      try store.queue(Array(0..<10))
      let ana = try store.sit("ana")
      let before = try (store.counts(), store.snapshot(now: start))
      let tasks = try store.lease(upTo: 10, for: ana, now: start)
      let gold = tasks.filter { $0.item.id >= 20 }
      #expect(tasks.count == 10 && !gold.isEmpty && gold.count < 10)
      #expect(gold.allSatisfy { $0.previousLabel == nil && $0.nearDuplicates.isEmpty })
      #expect(try store.counts().leased == 10 - gold.count)
      #expect(try store.counts().queued == gold.count)
      for task in gold { #expect(try store.give(3, to: task.item.id, by: ana).counted) }
      let after = try (store.counts(), store.snapshot(now: start))
      #expect(after.0.human == before.0.human && after.0.queued == gold.count)
      #expect(after.0.humanByLabel == before.0.humanByLabel)
      #expect(after.1.labels == before.1.labels && after.1.repeats.isEmpty)
      #expect(after.1.adjudicated.isEmpty)
      #expect(try store.annotations().annotations.isEmpty && store.opinions().opinions.isEmpty)
      #expect(try store.annotations(after: 0, through: 99).isEmpty)
      #expect(
        try store.outcome(withAnnotations: true).annotations.allSatisfy { $0.state == .gold })
      #expect(
        try store.recordDigest(of: [0..<1], through: 99, isConsolidated: false).counts.isEmpty)
      #expect(try store.summary(of: "ana", now: start).workers.first?.gold == nil)
      #expect(
        try store.report(now: start).workers.first?.gold
          == .init(answers: gold.count, right: 0))
    },
    StoreConformance(name: "A worker is asked each gold item once, then none; the next worker too")
    {
      make in
      let store = try make(goldSetup(gold: 3), MemoryItems(count: 40))
      try store.askForGold(0.5)
      for (worker, items) in [("ana", 0..<10), ("ben", 10..<20)] {
        try store.queue(Array(items))
        let seen = try store.answerAll(worker)
        #expect(seen.filter { $0 >= 20 }.sorted() == [20, 21, 22])
        #expect(seen.filter { $0 < 20 } == Array(items))
      }
      #expect(try store.report(now: start).workers.map(\.gold?.answers) == [3, 3])
      #expect(try store.counts().human == 23)
    },
    StoreConformance(name: "Without a share, or without open tasks, no gold is asked") { make in
      let store = try make(goldSetup(), MemoryItems(count: 40))
      try store.queue([0, 1])
      #expect(try store.answerAll("ana") == [0, 1])
      try store.askForGold(0.5)
      #expect(try store.answerAll("ben").isEmpty)
      #expect(try store.report(now: start).workers.allSatisfy { $0.gold == nil })
    },
    StoreConformance(name: "An answer to gold is undone as any other") { make in
      let store = try make(goldSetup(), MemoryItems(count: 40))
      let (ana, item) = try store.leaseGold(to: "ana")
      try store.give(3, to: item, by: ana)
      let counts = try store.counts()
      let undone = try #require(try store.undo(by: ana, now: start))
      #expect(undone.task.item.id == item && undone.label == 3)
      #expect(try store.counts().human == counts.human && store.counts().queued == counts.queued)
      #expect(try store.report(now: start).workers.first?.gold == nil)
      #expect(try store.give(1, to: item, by: ana).counted)
      #expect(try store.report(now: start).workers.first?.gold == .init(answers: 1, right: 1))
      #expect(try store.history(of: "ana", limit: 5).map(\.item) == [item])
    },
    StoreConformance(name: "Gold that is rejected stays in the job, and is missed") { make in
      let store = try make(goldSetup(), MemoryItems(count: 40))
      let (ana, item) = try store.leaseGold(to: "ana")
      #expect(try store.reject(item: item, because: .unreadable, by: ana, now: start))
      #expect(try store.counts().rejected == 0 && store.counts().human == 20)
      #expect(try store.report(now: start).workers.first?.gold == .init(answers: 1, right: 0))
      #expect(try store.entries(ReviewRequest(.missedGold)).entries.map(\.item) == [item])
      #expect(try store.undo(by: ana, now: start)?.task.item.id == item)
      #expect(try store.entries(ReviewRequest(.missedGold)).entries.isEmpty)
    },
    StoreConformance(name: "What the lead decided is gold; a further decision judges answers anew")
    {
      make in
      let store = try make(setup(total: 40), MemoryItems(count: 40))
      _ = try store.labeled([0: 1])
      _ = try store.decide([0], .label(2))
      let (ben, item) = try store.leaseGold(to: "ben", from: 0)
      #expect(item == 0)
      _ = try store.decide([0], .label(3))
      #expect(try store.give(3, to: 0, by: ben).counted)
      #expect(try store.gold(of: "ben") == .init(answers: 1, right: 1))
      _ = try store.decide([0], .label(2))
      #expect(try store.gold(of: "ben") == .init(answers: 1, right: 0))
      #expect(try store.snapshot(now: start).adjudicated.map(\.opinions) == [[1]])
      _ = try store.decide([0], .reopen)
      #expect(try store.gold(of: "ben") == nil)
      #expect(try store.lease(upTo: 40, for: ben, now: start).contains { $0.item.id == 0 })
    },
    StoreConformance(name: "Gold in a worker's hands takes no answer of another") { make in
      let store = try make(goldSetup(), MemoryItems(count: 40))
      let (ana, item) = try store.leaseGold(to: "ana")
      let ben = try store.sit("ben")
      #expect(try !store.give(2, to: item, by: ben).counted)
      #expect(try !store.reject(item: item, because: .unreadable, by: ben, now: start))
      #expect(try store.gold(of: "ben") == nil)
      #expect(try store.give(1, to: item, by: ana).counted)
      #expect(try store.gold(of: "ana") == .init(answers: 1, right: 1))
    },
    StoreConformance(name: "Gold that is put off, or not answered, keeps no task and no job") {
      make in
      let store = try make(goldSetup(gold: 30), MemoryItems(count: 60))
      let (ana, item) = try store.leaseGold(to: "ana")
      try store.putOff(item: item, by: ana, now: start)
      let seen = try store.answerAll("ana")
      #expect(!seen.contains(item) && seen.filter { $0 < 20 }.count == 10)
      let situation = try store.situation(now: start)
      #expect(situation.counts.queued + situation.counts.leased == 0)
      _ = try store.leaseGold(to: "ben", queued: Array(0..<10))
      _ = try store.answerAll("cleo")
      #expect(try store.counts().queued == 0 && store.counts().leased == 0)
      #expect(
        try store.complete(
          since: store.situation(now: start).latestAnnotation, now: start))
    },
  ]

  /// Items from 20 on came with label 1.
  private static func goldSetup(gold: Int = 20) -> ProjectSetup {
    setup(
      total: 20 + gold,
      initialLabels: Dictionary(
        uniqueKeysWithValues: (20..<20 + gold).map { ($0, InitialLabel(index: 1, isHuman: true)) }))
  }
}

extension ProjectStore {
  func askForGold(_ share: Double) throws {
    var settings = try settings()
    settings.goldShare = share
    try setSettings(by: "eva", now: StoreConformance.start) { settings }
  }

  func gold(of worker: String) throws -> WorkerReport.Gold? {
    try report(now: StoreConformance.start).workers.first { $0.name == worker }?.gold
  }

  /// Answers all that a worker is given with label 1, and returns the items.
  fileprivate func answerAll(_ worker: String) throws -> [Item.ID] {
    let session = try sit(worker)
    var seen: [Item.ID] = []
    while true {
      let tasks = try lease(upTo: 3, for: session, now: StoreConformance.start)
      guard let task = tasks.first else { return seen }
      try give(1, to: task.item.id, by: session)
      seen.append(task.item.id)
    }
  }

  /// Leases tasks to a worker and gives all back but one gold item, whose number is at least `from`.
  fileprivate func leaseGold(
    to worker: String, from first: Item.ID = 20, queued: [Item.ID] = Array(10..<20)
  ) throws -> (session: WorkerSession, item: Item.ID) {
    try askForGold(0.5)
    try queue(queued)
    let session = try sit(worker)
    let items = try lease(upTo: 8, for: session, now: StoreConformance.start).map(\.item.id)
    let gold = try #require(items.first { $0 >= first && !queued.contains($0) })
    try giveBack(items.filter { $0 != gold }, by: session, now: StoreConformance.start)
    return (session, gold)
  }
}
