import Domain
import Foundation
import Store
import TestSupport
import Testing

extension StoreConformance {
  /// The lead asks for another number of workers an item while the job runs.
  static let workersPerItem = [
    StoreConformance(name: "More workers an item: labeled items stay labeled, open ones need more")
    { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([3, 4])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 2, for: ana, now: start)
      try store.give(2, to: 3, by: ana)
      try store.askFor(workers: 2)
      try store.give(1, to: 4, by: ana)
      #expect(try store.counts().human == 1)
      #expect(try store.lease(upTo: 2, for: ben, now: start).map(\.item.id) == [4])
      try store.give(1, to: 4, by: ben)
      let decisions = try store.outcome().decisions
      #expect(decisions[3] == .labeled(label: 2, at: start, confidence: nil))
      #expect(decisions[4] == .labeled(label: 1, at: start, confidence: 1))
    },
    StoreConformance(name: "Fewer workers an item: what has enough annotations is labeled") {
      make in
      let store = try make(setup(workersPerItem: 3), MemoryItems(count: 10))
      try store.queue([3], kind: .audit, predicted: 2)
      try store.queue([4])
      for worker in ["ana", "ben"] {
        let session = try store.sit(worker)
        _ = try store.lease(upTo: 1, for: session, now: start)
        try store.give(2, to: 3, by: session)
      }
      try store.settleReadyTasks(now: start)
      #expect(try store.counts().human == 0)
      try store.askFor(workers: 2)
      try store.settleReadyTasks(now: start)
      #expect(try store.counts().humanByLabel == [0, 0, 1, 0])
      #expect(try store.outcome().decisions[3] == .labeled(label: 2, at: start, confidence: 1))
      #expect(try store.snapshot(now: start).held.isEmpty)
    },
    StoreConformance(name: "Fewer workers an item: one in a worker's hands waits for that worker") {
      make in
      let store = try make(setup(workersPerItem: 3), MemoryItems(count: 10))
      try store.queue([3])
      let workers = try ["ana", "ben", "cy"].map { try store.sit($0) }
      for worker in workers { _ = try store.lease(upTo: 1, for: worker, now: start) }
      for worker in workers.prefix(2) { try store.give(2, to: 3, by: worker) }
      try store.askFor(workers: 1)
      try store.settleReadyTasks(now: start)
      #expect(try store.counts().human == 0)
      #expect(try store.give(1, to: 3, by: workers[2]).counted)
      #expect(
        try store.outcome().decisions[3] == .labeled(label: 2, at: start, confidence: 2.0 / 3.0))
    },
    StoreConformance(
      name: "An undo leaves an item with enough annotations to its worker, then labels"
    ) { make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      try store.queue([3])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      for worker in [ana, ben] { _ = try store.lease(upTo: 1, for: worker, now: start) }
      for worker in [ana, ben] { try store.give(2, to: 3, by: worker) }
      try store.askFor(workers: 1)
      _ = try store.undo(by: ben, now: start)
      try store.settleReadyTasks(now: start)
      #expect(try store.counts().human == 0)
      try store.expireLeases(now: start + 301)
      try store.settleReadyTasks(now: start + 301)
      #expect(try store.counts().human == 1)
      #expect(
        try store.outcome().decisions[3]
          == .labeled(label: 2, at: start + 301, confidence: nil))
    },
    StoreConformance(name: "Where no task is ready nothing is written") { make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      try store.queue([3])
      let version = try store.version()
      try store.settleReadyTasks(now: start)
      #expect(try store.version() == version)
    },
  ]
}

extension ProjectStore {
  fileprivate func askFor(workers: Int) throws {
    var lead = try settings()
    lead.workersPerItem = workers
    try setSettings(by: "eva", now: StoreConformance.start) { lead }
  }
}
