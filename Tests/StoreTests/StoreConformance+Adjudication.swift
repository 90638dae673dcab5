import Domain
import Foundation
import Store
import TestSupport
import Testing

/// Decisions of the lead.
extension StoreConformance {
  static let adjudicating = [
    StoreConformance(name: "The lead's label wins over the worker's, and undo brings that back") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      _ = try store.labeled([0: 1, 1: 2])
      let before = try store.snapshot(now: start)
      #expect(try store.decide([0], .label(3)) == [0])
      #expect(try store.counts().humanByLabel == [0, 0, 1, 1] && store.counts().human == 2)
      #expect(
        try store.snapshot(now: start).labels
          == [HumanLabel(item: 0, label: 3), HumanLabel(item: 1, label: 2)])
      #expect(try store.decide([0], .undo) == [0])
      #expect(try store.snapshot(now: start).labels == before.labels)
      #expect(try store.counts().humanByLabel == [0, 1, 1, 0])
      #expect(try store.decide([0], .undo).isEmpty)
    },
    StoreConformance(name: "A decision is kept with who, when and why, and is no opinion") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      _ = try store.labeled([0: 1])
      _ = try store.decide([0], .label(3), at: start + 9)
      let record = try #require(try store.outcome(withAnnotations: true).annotations.last)
      #expect(record.worker == "eva" && record.state == .adjudicated && record.answer == .label(3))
      #expect(record.submittedAt == start + 9)
      #expect(
        try store.outcome().decisions[0] == .adjudicated(label: 3, at: start + 9, confidence: nil))
      #expect(try store.opinions().opinions.count == 1)
      #expect(try store.report(now: start).workers.map(\.name) == ["ana"])
      let event = try #require(try store.events().first)
      #expect(event.by == "eva")
      #expect(
        event.event
          == .adjudicated(count: 1, firstItem: 0, decision: .label(3), reason: "wrong"))
      #expect(
        try store.recordDigest(of: [0..<1], through: 9).strayLabels.isEmpty
          && store.recordDigest(of: [], through: 0).counts.isEmpty)
    },
    StoreConformance(name: "The lead's label of an auto-label counts as human, and teaches") {
      make in
      let store = try make(setup(), MemoryItems(count: 10, autoLabels: [1: [4: 2, 5: 2]]))
      try store.publish(.round(1, auto: [0, 0, 2, 0]), now: start)
      #expect(try store.decide([4, 5, 6], .confirm) == [4, 5])
      #expect(try store.counts().human == 2 && store.counts().auto == 0)
      #expect(try store.snapshot(now: start).labels.map(\.item) == [4, 5])
      #expect(
        try store.snapshot(now: start).adjudicated
          == [AdjudicatedItem(item: 4, opinions: []), AdjudicatedItem(item: 5, opinions: [])])
      #expect(try store.decide([4, 5], .undo) == [4, 5])
      #expect(try store.counts().human == 0 && store.counts().auto == 2)
      #expect(try store.counts().autoByLabel == [0, 0, 2, 0])
    },
    StoreConformance(name: "The lead's label wins over the consolidation and over a round") {
      make in
      let items = MemoryItems(count: 10, autoLabels: [1: [0: 0]])
      let store = try make(setup(workersPerItem: 2), items)
      for worker in ["ana", "ben"] {
        let session = try store.sit(worker)
        if worker == "ana" { try store.queue([0]) }
        _ = try store.lease(upTo: 1, for: session, now: start)
        try store.give(1, to: 0, by: session)
      }
      let old = try #require(try store.annotations().labels.first)
      _ = try store.decide([0], .label(3))
      #expect(try store.annotations().labels.isEmpty)
      var new = old
      new.label = 2
      #expect(try store.consolidate([new], now: start) == 0)
      try store.publish(.round(1, auto: [1, 0, 0, 0], watermark: 0), now: start)
      #expect(try store.counts().humanByLabel == [0, 0, 0, 1] && store.counts().auto == 0)
      _ = try store.decide([0], .undo)
      #expect(try store.annotations().labels.map(\.label) == [1])
    },
    StoreConformance(name: "An item that the lead rejects is out, and undo brings it back") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      _ = try store.labeled([0: 1])
      _ = try store.decide([0, 7], .reject(.duplicate))
      #expect(try store.counts().rejected == 2 && store.counts().human == 0)
      #expect(try store.outcome().decisions[7] == .rejected(reason: .duplicate, at: start))
      _ = try store.decide([0, 7], .undo)
      #expect(try store.counts().rejected == 0 && store.counts().human == 1)
      #expect(try store.outcome().decisions[7] == nil)
    },
    StoreConformance(
      name: "What a worker rejected can be labeled by the lead, and is rejected again"
    ) {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.labeled([:])
      try store.queue([0])
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.reject(item: 0, because: .unreadable, by: ana, now: start)
      _ = try store.decide([0], .label(2))
      #expect(try store.counts().rejected == 0 && store.counts().human == 1)
      _ = try store.decide([0], .undo)
      #expect(try store.outcome().decisions[0] == .rejected(reason: .unreadable, at: start))
      #expect(try store.counts().rejected == 1 && store.counts().human == 0)
    },
    StoreConformance(name: "A reopened item is asked again, of the same worker, too") { make in
      let items = MemoryItems(count: 10, autoLabels: [1: [0: 0, 5: 2]])
      let store = try make(setup(), items)
      let ana = try store.labeled([0: 1])
      try store.publish(.round(1, auto: [0, 0, 1, 0], watermark: 9), now: start)
      _ = try store.decide([0, 5], .reopen)
      #expect(try store.counts().human == 0 && store.counts().auto == 0)
      #expect(try store.outcome().decisions == [0: .reopened, 5: .reopened])
      #expect(
        try store.snapshot(now: start).adjudicated
          == [
            AdjudicatedItem(item: 0, opinions: [1], isReopened: true),
            AdjudicatedItem(item: 5, opinions: [], isReopened: true),
          ])
      // A round neither drops the task nor labels the item.
      try store.publish(.round(2, auto: [0, 0, 0, 0], watermark: 9), now: start)
      #expect(Set(try store.lease(upTo: 5, for: ana, now: start).map(\.item.id)) == [0, 5])
      try store.give(3, to: 0, by: ana)
      #expect(try store.counts().humanByLabel == [0, 0, 0, 1])
      #expect(
        try store.snapshot(now: start).adjudicated.first
          == AdjudicatedItem(item: 0, opinions: [1, 3]))
      #expect(try store.undo(by: ana, now: start)?.task.item.id == 0)
      #expect(try store.counts().human == 0 && store.outcome().decisions[0] == .reopened)
    },
    StoreConformance(name: "Undoing a reopening restores label and auto-label") { make in
      let store = try make(setup(), MemoryItems(count: 10, autoLabels: [1: [5: 2]]))
      _ = try store.labeled([0: 1])
      try store.publish(.round(1, auto: [0, 0, 1, 0], watermark: 1), now: start)
      let before = try (store.counts(), store.snapshot(now: start).labels)
      _ = try store.decide([0, 5], .reopen)
      _ = try store.decide([0, 5], .undo)
      #expect(try store.counts() == before.0)
      #expect(try store.snapshot(now: start).labels == before.1)
      #expect(try store.outcome(withAnnotations: true).annotations.map(\.state) == [.counted])
    },
    StoreConformance(name: "Decisions after each other are undone one by one") { make in
      let store = try make(setup(), MemoryItems(count: 10, autoLabels: [1: [5: 2]]))
      try store.publish(.round(1, auto: [0, 0, 1, 0], watermark: 1), now: start)
      _ = try store.decide([5], .reopen)
      _ = try store.decide([5], .label(3))
      _ = try store.decide([5], .label(1))
      #expect(try store.counts().humanByLabel == [0, 1, 0, 0] && store.counts().auto == 0)
      _ = try store.decide([5], .undo)
      #expect(try store.counts().humanByLabel == [0, 0, 0, 1])
      _ = try store.decide([5], .undo)
      #expect(try store.counts().human == 0 && store.counts().auto == 0)
      #expect(try store.outcome().decisions[5] == .reopened && store.counts().queued == 1)
      _ = try store.decide([5], .undo)
      #expect(try store.counts().auto == 1 && store.counts().queued == 0)
    },
    StoreConformance(name: "An initial label that the lead changed comes back with undo") { make in
      let initial: [Item.ID: InitialLabel] = [
        0: InitialLabel(index: 1, isHuman: true), 1: InitialLabel(index: 2, isHuman: false),
      ]
      let store = try make(setup(initialLabels: initial), MemoryItems(count: 10))
      let before = try store.counts()
      _ = try store.decide([0, 1], .label(3))
      #expect(try store.counts().human == 2 && store.counts().auto == 0)
      _ = try store.decide([1], .label(0))
      #expect(try store.snapshot(now: start).adjudicated.map(\.opinions) == [[1], []])
      try store.publish(.round(1, auto: [0, 0, 0, 0], watermark: 9), now: start)
      #expect(try store.counts().auto == 0)
      _ = try store.decide([0, 1, 1], .undo)
      #expect(try store.counts().humanByLabel == before.humanByLabel)
      #expect(try store.counts().autoByLabel == before.autoByLabel)
      #expect(try store.outcome().decisions == [0: .initial, 1: .initial])
    },
    StoreConformance(name: "A worker's undo or set-aside answer leaves the lead's label") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.labeled([0: 1])
      _ = try store.decide([0], .label(3))
      _ = try store.undo(by: ana, now: start)
      #expect(try store.counts().humanByLabel == [0, 0, 0, 1])
      _ = try store.setAside(worker: "ana", by: "eva", because: "hasty", now: start)
      #expect(try store.counts().humanByLabel == [0, 0, 0, 1])
    },
    StoreConformance(name: "An audit stays what was answered, whatever the lead decides") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.sit("ana")
      try store.queue([0], kind: .audit, predicted: 2)
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(1, to: 0, by: ana)
      _ = try store.decide([0], .label(2))
      #expect(
        try store.reportDetails(examples: 0).audits == [.init(first: 2, second: 1, count: 1)])
      #expect(
        try store.snapshot(now: start).adjudicated == [AdjudicatedItem(item: 0, opinions: [1])])
    },
    StoreConformance(
      name: "An answer to an item in hand that the lead decided meanwhile is kept late"
    ) {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.sit("ana")
      try store.queue([0])
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.decide([0], .label(3))
      #expect(try !store.give(1, to: 0, by: ana).counted)
      #expect(try store.counts().humanByLabel == [0, 0, 0, 1])
    },
    StoreConformance(name: "A reopened item lets a job that was over go on") { make in
      let store = try make(setup(total: 1), MemoryItems(count: 1))
      _ = try store.labeled([0: 1])
      #expect(try store.complete(since: 1, now: start))
      _ = try store.decide([0], .label(2))
      #expect(try store.report(now: start).status == .completed)
      _ = try store.decide([0], .reopen)
      #expect(try store.report(now: start).status == .inProgress)
    },
    StoreConformance(name: "A decision about an item that the project has not is refused") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      #expect(throws: StoreError.noSuchItem(10)) { _ = try store.decide([0, 10], .label(1)) }
      #expect(try store.counts().human == 0)
    },
  ]
}

extension ProjectStore {
  /// Lets eva, the lead, decide about items.
  func decide(
    _ items: [Int], _ decision: Adjudication, at now: Date = StoreConformance.start
  ) throws -> [Int] {
    try adjudicate(items, as: decision, because: "wrong", by: "eva", now: now)
  }
}
