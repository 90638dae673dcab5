import Domain
import Foundation
import Store
import TestSupport
import Testing

extension StoreConformance {
  static let consolidating = [
    StoreConformance(name: "Answers that count and stand are given, with what they came to") {
      make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      try store.queue([3, 4])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      for worker in [ana, ben] { _ = try store.lease(upTo: 2, for: worker, now: start) }
      try store.give(2, to: 3, by: ana)
      try store.give(0, to: 4, by: ana)
      let last = try store.give(1, to: 3, by: ben).annotation
      try store.give(1, to: 4, by: ben)
      _ = try store.undo(by: ben, now: start)
      let snapshot = try store.annotations()
      #expect(
        snapshot.annotations == [
          .init(item: 3, worker: "ana", label: 2), .init(item: 4, worker: "ana", label: 0),
          .init(item: 3, worker: "ben", label: 1),
        ])
      #expect(
        snapshot.labels == [.init(item: 3, label: 2, confidence: 0.5, annotation: last)])
    },
    StoreConformance(name: "A consolidated label is the same in counts, snapshot and export") {
      make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      let last = try store.disagree(on: 3)
      let changed = try store.consolidate(
        [
          .init(item: 3, label: 1, confidence: 0.875, annotation: last)
        ], now: StoreConformance.start)
      #expect(changed == 1)
      let counts = try store.counts()
      #expect(counts.human == 1 && counts.humanByLabel == [0, 1, 0, 0])
      #expect(try store.snapshot(now: start).labels == [.init(item: 3, label: 1)])
      let decision = try store.outcome().decisions[3]
      #expect(decision == .labeled(label: 1, at: start, confidence: 0.875))
      // A confidence alone is no other label.
      #expect(
        try store.consolidate(
          [.init(item: 3, label: 1, confidence: 0.9, annotation: last)], now: StoreConformance.start
        ) == 0)
      #expect(try store.annotations().labels.first?.confidence == 0.9)
    },
    StoreConformance(name: "What was taken back or answered since is not consolidated") { make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      let last = try store.disagree(on: 3)
      let ben = WorkerSession(id: 2, worker: "ben")
      _ = try store.undo(by: ben, now: start)
      let old = ConsolidatedLabel(item: 3, label: 1, confidence: 0.9, annotation: last)
      #expect(try store.consolidate([old], now: StoreConformance.start) == 0)
      #expect(try store.counts().human == 0)
      try store.give(2, to: 3, by: ben)
      #expect(try store.consolidate([old], now: StoreConformance.start) == 0)
      #expect(try store.counts().humanByLabel == [0, 0, 1, 0])
    },
    StoreConformance(name: "Undo takes a consolidated label out of the counts it is in") { make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      let last = try store.disagree(on: 3)
      try store.consolidate(
        [.init(item: 3, label: 1, confidence: 0.9, annotation: last)], now: StoreConformance.start)
      _ = try store.undo(by: WorkerSession(id: 1, worker: "ana"), now: start)
      let counts = try store.counts()
      #expect(counts.human == 0 && counts.humanByLabel == [0, 0, 0, 0])
      #expect(try store.annotations().annotations == [.init(item: 3, worker: "ben", label: 1)])
    },
  ]
}

extension ProjectStore {
  /// Lets ana say 2 of an item and ben 1, and gives the number of the latter answer.
  fileprivate func disagree(
    on item: Int, kind: QueuedTask.Kind = .start, predicted: Int? = nil
  ) throws -> Int64 {
    try queue([item], kind: kind, predicted: predicted)
    let (ana, ben) = (try sit("ana"), try sit("ben"))
    for worker in [ana, ben] { _ = try lease(upTo: 1, for: worker, now: StoreConformance.start) }
    try give(2, to: item, by: ana)
    return try give(1, to: item, by: ben).annotation
  }
}
