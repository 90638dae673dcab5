import Domain
import Foundation
import Store
import TestSupport
import Testing

/// Repeated annotations, alarms, and annotations set aside.
extension StoreConformance {
  static let trusting = [
    StoreConformance(name: "A second answer is asked of another worker and labels nothing") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.labeled([0: 1])
      try store.queue([0], kind: .repetition)
      let ben = try store.sit("ben")
      #expect(try store.lease(upTo: 5, for: ben, now: start).map(\.item.id) == [0])
      #expect(try store.give(2, to: 0, by: ben).counted)
      let snapshot = try store.snapshot(now: start)
      #expect(snapshot.labels == [HumanLabel(item: 0, label: 1)])
      #expect(
        snapshot.repeats == [RepeatedAnnotation(item: 0, label: 2, isBySameWorker: false)])
      #expect(try store.counts().human == 1 && store.counts().queued == 0)
      #expect(try store.annotations().annotations.count == 1)
      _ = ana
    },
    StoreConformance(name: "A worker's own answer is asked again only when nothing else is left") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.labeled([0: 1])
      try store.queue([0], kind: .repetition)
      try store.queue([1])
      #expect(try store.lease(upTo: 5, for: ana, now: start).map(\.item.id) == [1])
      try store.give(1, to: 1, by: ana)
      #expect(try store.lease(upTo: 5, for: ana, now: start).map(\.item.id) == [0])
      try store.give(1, to: 0, by: ana)
      #expect(
        try store.snapshot(now: start).repeats
          == [RepeatedAnnotation(item: 0, label: 1, isBySameWorker: true)])
      // A third answer, where the first two differ, is asked in the same way.
      try store.queue([0], kind: .repetition)
      #expect(try store.lease(upTo: 5, for: ana, now: start).map(\.item.id) == [0])
    },
    StoreConformance(name: "A repeat that was put off is asked again when nothing else is left") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.labeled([0: 1])
      try store.queue([0], kind: .repetition)
      #expect(try store.lease(upTo: 5, for: ana, now: start).map(\.item.id) == [0])
      try store.putOff(item: 0, by: ana, now: start)
      #expect(try store.lease(upTo: 5, for: ana, now: start).map(\.item.id) == [0])
    },
    StoreConformance(name: "Every answer is recorded with what became of it") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.labeled([0: 1, 1: 2, 2: 3])
      _ = try store.reject(item: 2, because: .unreadable, by: ana, now: start)
      _ = try store.undo(by: ana, now: start)
      try store.queue([0], kind: .repetition)
      let ben = try store.sit("ben")
      _ = try store.lease(upTo: 1, for: ben, now: start)
      try store.give(2, to: 0, by: ben)
      try store.give(3, to: 1, by: ben)
      _ = try store.setAside(worker: "ana", by: "eva", because: "hasty", now: start)
      let records = try store.outcome(withAnnotations: true).annotations
      #expect(records.map(\.item) == [0, 1, 2, 2, 0, 1])
      #expect(
        records.map(\.state) == [.setAside, .setAside, .undone, .late, .repeat, .late])
      #expect(records.map(\.worker) == ["ana", "ana", "ana", "ana", "ben", "ben"])
      #expect(records[3].answer == .rejected(.unreadable) && records[4].answer == .label(2))
      #expect(try store.outcome().annotations.isEmpty)
    },
    StoreConformance(name: "A second answer is undone without its item's label") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      _ = try store.labeled([0: 1])
      try store.queue([0], kind: .repetition)
      let ben = try store.sit("ben")
      _ = try store.lease(upTo: 1, for: ben, now: start)
      try store.give(2, to: 0, by: ben)
      #expect(try store.undo(by: ben, now: start)?.task.item.id == 0)
      #expect(try store.snapshot(now: start).repeats.isEmpty)
      #expect(try store.counts().human == 1)
      try store.give(3, to: 0, by: ben)
      #expect(try store.snapshot(now: start).repeats.map(\.label) == [3])
    },
    StoreConformance(name: "An item that lost its label is asked of whom repeated it, too") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      _ = try store.labeled([0: 1])
      try store.queue([0], kind: .repetition)
      let ben = try store.sit("ben")
      #expect(try store.lease(upTo: 5, for: ben, now: start).map(\.item.id) == [0])
      try store.give(1, to: 0, by: ben)
      _ = try store.setAside(worker: "ana", by: "eva", because: "hasty", now: start)
      // Without the first answer the second one measures nothing.
      #expect(try store.snapshot(now: start).repeats.isEmpty)
      #expect(try store.counts().human == 0)
      try store.queue([0])
      #expect(try store.lease(upTo: 5, for: ben, now: start).map(\.item.id) == [0])
      try store.give(1, to: 0, by: ben)
      #expect(try store.counts().human == 1)
      #expect(try store.snapshot(now: start).labels == [HumanLabel(item: 0, label: 1)])
    },
    StoreConformance(name: "What is asked again cannot be rejected: its label stays") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      _ = try store.labeled([0: 1])
      try store.queue([0], kind: .repetition)
      let ben = try store.sit("ben")
      _ = try store.lease(upTo: 1, for: ben, now: start)
      #expect(try !store.reject(item: 0, because: .unreadable, by: ben, now: start))
      #expect(try store.counts().rejected == 0 && store.counts().human == 1)
    },
    StoreConformance(name: "An alarm holds until it is acknowledged, once, with who and why") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let alarm = Alarm(.audits, contradicting: 9, of: 30, expected: 0.05, round: 1)
      var publication = RoundPublication.round(1, auto: [0, 0, 0, 0])
      publication.alarms = [alarm, alarm]
      try store.publish(publication, now: start)
      #expect(try store.situation(now: start).hasOpenAlarm)
      let raised = try #require(try store.alarms().first)
      #expect(try store.alarms().count == 1 && raised.alarm == alarm && raised.isOpen)
      #expect(
        try store.acknowledge(alarm: raised.id, by: "eva", because: "seen", now: start + 5))
      #expect(
        try !store.acknowledge(alarm: raised.id, by: "eva", because: "again", now: start + 6))
      #expect(
        try store.report(now: start).alarms.first?.acknowledgement
          == .init(by: "eva", at: start + 5, reason: "seen"))
      #expect(try !store.situation(now: start).hasOpenAlarm)
    },
    StoreConformance(name: "Answers set aside take their labels with them, and can be restored") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      _ = try store.labeled([0: 1, 1: 2])
      let ben = try store.sit("ben")
      try store.queue([2])
      _ = try store.lease(upTo: 1, for: ben, now: start)
      try store.give(3, to: 2, by: ben)
      let before = try store.counts()
      #expect(try store.setAside(worker: "ana", by: "eva", because: "hasty", now: start) == 2)
      #expect(try store.snapshot(now: start).labels == [HumanLabel(item: 2, label: 3)])
      #expect(try store.counts().human == 1 && store.counts().humanByLabel == [0, 0, 0, 1])
      #expect(try store.situation(now: start).labelsForNextRound == 0)
      #expect(try store.setAside(worker: "ana", by: "eva", because: "hasty", now: start) == 0)
      #expect(try store.restoreSetAside(worker: "ana", by: "eva", now: start) == 2)
      #expect(try store.counts().human == before.human)
      #expect(try store.snapshot(now: start).labels.count == 3)
    },
    StoreConformance(name: "What others labeled since an answer was set aside keeps their label") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      _ = try store.labeled([0: 1])
      _ = try store.setAside(worker: "ana", by: "eva", because: "hasty", now: start)
      try store.queue([0])
      let ben = try store.sit("ben")
      _ = try store.lease(upTo: 1, for: ben, now: start)
      try store.give(2, to: 0, by: ben)
      _ = try store.restoreSetAside(worker: "ana", by: "eva", now: start)
      #expect(try store.snapshot(now: start).labels == [HumanLabel(item: 0, label: 2)])
      #expect(try store.counts().human == 1)
    },
    StoreConformance(name: "With an answer of several set aside, the item is asked again") { make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      try store.queue([0])
      for worker in ["ana", "ben"] {
        let session = try store.sit(worker)
        _ = try store.lease(upTo: 1, for: session, now: start)
        try store.give(1, to: 0, by: session)
      }
      #expect(try store.counts().human == 1)
      _ = try store.setAside(worker: "ana", by: "eva", because: "hasty", now: start)
      #expect(try store.counts().human == 0)
      #expect(try store.annotations().annotations.map(\.worker) == ["ben"])
    },
  ]
}

extension ProjectStore {
  /// Lets ana label items, and returns her session.
  func labeled(_ labels: [Int: Int]) throws -> WorkerSession {
    let ana = try sit("ana")
    try queue(labels.keys.sorted())
    _ = try lease(upTo: labels.count, for: ana, now: StoreConformance.start)
    for (item, label) in labels.sorted(by: { $0.key < $1.key }) {
      try give(label, to: item, by: ana)
    }
    return ana
  }
}
