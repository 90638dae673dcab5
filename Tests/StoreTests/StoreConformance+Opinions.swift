import Domain
import Foundation
import Store
import TestSupport
import Testing

/// Opinions until two workers agree, and answers of several that are set aside.
extension StoreConformance {
  static let opinions = [
    StoreConformance(name: "Until agreed: two blind opinions that agree settle an item") { make in
      let store = try make(untilAgreed(3), MemoryItems(count: 10))
      try store.queue([0])
      let workers = try ["ana", "ben", "cy"].map { try store.sit($0) }
      #expect(try workers.map { try store.holds($0) } == [[0], [0], []])
      try store.give(2, to: 0, by: workers[0])
      #expect(try store.holds(workers[2]) == [])
      try store.give(2, to: 0, by: workers[1])
      #expect(
        try store.outcome().decisions[0] == .labeled(label: 2, at: start, confidence: 1))
      #expect(try store.holds(workers[2]) == [])
    },
    StoreConformance(name: "Until agreed: one further opinion at a time where the first disagree") {
      make in
      let store = try make(untilAgreed(4), MemoryItems(count: 10))
      try store.queue([0])
      let workers = try ["ana", "ben", "cy", "dan"].map { try store.sit($0) }
      for (place, label) in [0, 1].enumerated() {
        _ = try store.holds(workers[place])
        try store.give(label, to: 0, by: workers[place])
      }
      #expect(try store.counts().human == 0)
      #expect(try store.holds(workers[2]) == [0])
      #expect(try store.holds(workers[3]) == [])
      try store.give(2, to: 0, by: workers[2])
      #expect(try store.holds(workers[3]) == [0])
      #expect(try store.holds(workers[0]) == [])
      try store.give(1, to: 0, by: workers[3])
      #expect(
        try store.outcome().decisions[0] == .labeled(label: 1, at: start, confidence: 0.5))
    },
    StoreConformance(name: "Those present wait for others once each has answered all that they may")
    {
      make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      #expect(try !store.isWaitingForOthers(now: start))
      try store.queue([0])
      #expect(try !store.isWaitingForOthers(now: start), "Nobody is present.")
      let ana = try store.sit("ana")
      #expect(try !store.isWaitingForOthers(now: start))
      #expect(try store.holds(ana) == [0])
      #expect(try !store.isWaitingForOthers(now: start))
      try store.give(2, to: 0, by: ana)
      #expect(try store.isWaitingForOthers(now: start))
      _ = try store.sit("ben")
      #expect(try !store.isWaitingForOthers(now: start))
    },
    StoreConformance(name: "Until agreed: the number of workers is the most") { make in
      let store = try make(untilAgreed(2), MemoryItems(count: 10))
      try store.queue([0])
      for (worker, label) in [("ana", 3), ("ben", 1)] {
        let session = try store.sit(worker)
        _ = try store.holds(session)
        try store.give(label, to: 0, by: session)
      }
      #expect(
        try store.outcome().decisions[0] == .labeled(label: 3, at: start, confidence: 0.5))
    },
    StoreConformance(name: "Until agreed: an undo that leaves two who agree settles the item") {
      make in
      let store = try make(untilAgreed(3), MemoryItems(count: 10))
      try store.queue([0])
      let workers = try ["ana", "ben", "cy"].map { try store.sit($0) }
      for (worker, label) in zip(workers, [0, 1, 0]) {
        _ = try store.holds(worker)
        try store.give(label, to: 0, by: worker)
      }
      _ = try store.undo(by: workers[1], now: start)
      #expect(try store.counts().human == 0)
      try store.settleReadyTasks(now: start)
      #expect(try store.counts().human == 0)
      try store.giveBack([0], by: workers[1], now: start)
      try store.settleReadyTasks(now: start)
      #expect(
        try store.outcome().decisions[0] == .labeled(label: 0, at: start, confidence: 1))
    },
    StoreConformance(
      name: "An item of several opinions, one of them set aside, is asked of another"
    ) { make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      try store.queue([0], kind: .audit, predicted: 1)
      for worker in ["ana", "ben"] {
        let session = try store.sit(worker)
        _ = try store.holds(session)
        try store.give(1, to: 0, by: session)
      }
      #expect(try store.setAside(worker: "ana", by: "eva", because: "b", now: start) == 1)
      let (ben, cy) = (try store.sit("ben"), try store.sit("cy"))
      #expect(try store.holds(ben) == [])
      #expect(try store.holds(cy) == [0])
      try store.give(2, to: 0, by: cy)
      #expect(try store.counts().human == 1)
      _ = try store.restoreSetAside(worker: "ana", by: "eva", now: start)
      #expect(try store.counts().human == 1)
    },
    StoreConformance(
      name: "Of enough opinions one set aside gives the item the label of the others"
    ) { make in
      let store = try make(setup(workersPerItem: 3), MemoryItems(count: 10))
      try store.queue([0])
      for (worker, label) in [("ana", 2), ("ben", 2), ("cy", 1)] {
        let session = try store.sit(worker)
        _ = try store.holds(session)
        try store.give(label, to: 0, by: session)
      }
      var lead = try store.settings()
      lead.workersPerItem = 1
      try store.setSettings(by: "eva", now: start) { lead }
      _ = try store.setAside(worker: "ana", by: "eva", because: "b", now: start)
      _ = try store.setAside(worker: "ben", by: "eva", because: "b", now: start)
      #expect(try store.snapshot(now: start).labels == [HumanLabel(item: 0, label: 1)])
      #expect(try store.counts().humanByLabel == [0, 1, 0, 0])
    },
    StoreConformance(name: "A rejection set aside brings its item back, and restored takes it out")
    { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0])
      let ana = try store.sit("ana")
      #expect(try store.reject(item: 0, because: .other("odd"), by: ana, now: start))
      #expect(try store.setAside(worker: "ana", by: "eva", because: "b", now: start) == 1)
      #expect(try store.counts().rejected == 0 && store.outcome().decisions.isEmpty)
      #expect(try store.restoreSetAside(worker: "ana", by: "eva", now: start) == 1)
      #expect(try store.counts().rejected == 1)
      #expect(
        try store.outcome().decisions[0] == .rejected(reason: .other("odd"), at: start))
    },
    StoreConformance(name: "A paused worker gets nothing, and counts no more, until resumed") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0, 1])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      try store.give(1, to: 0, by: ana)
      #expect(try store.holds(ana) == [1])
      #expect(try store.pause(worker: "ana", by: "eva", because: "hasty", now: start))
      #expect(try !store.pause(worker: "ana", by: "eva", because: "hasty", now: start))
      #expect(try store.holds(ana) == [])
      #expect(try store.summary(of: "ana", now: start).workers.first?.pausedBecause == "hasty")
      #expect(try !store.give(2, to: 1, by: ana).counted)
      #expect(try !store.reject(item: 1, because: .unreadable, by: ana, now: start))
      #expect(try store.undo(by: ana, now: start) == nil)
      #expect(try store.holds(ben) == [1])
      try store.giveBack([1], by: ben, now: start)
      #expect(try store.resume(worker: "ana", by: "eva", now: start))
      #expect(try !store.resume(worker: "ana", by: "eva", now: start))
      #expect(try store.holds(ana) == [1])
      #expect(
        try store.events(limit: 2).map(\.event) == [
          .workerResumed(worker: "ana"), .workerPaused(worker: "ana", reason: "hasty"),
        ])
    },
    StoreConformance(name: "Leases that the lead breaks are free for others") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0, 1])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 2, for: ana, now: start)
      #expect(try store.breakLeases(of: "ana", by: "eva", now: start) == 2)
      #expect(try store.breakLeases(of: "ana", by: "eva", now: start) == 0)
      #expect(try store.lease(upTo: 2, for: ben, now: start).map(\.item.id) == [0, 1])
    },
  ]

  private static func untilAgreed(_ most: Int) -> ProjectSetup {
    var setup = setup(workersPerItem: most)
    setup.settings.opinions = .untilAgreed
    return setup
  }
}

extension ProjectStore {
  /// Leases one item to a session at most, and returns what it holds.
  fileprivate func holds(_ session: WorkerSession) throws -> [Item.ID] {
    try lease(upTo: 1, for: session, now: StoreConformance.start).map(\.item.id)
  }
}
