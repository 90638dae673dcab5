import Store
import Domain
import Foundation
import TestSupport
import Testing

extension StoreConformance {
  /// Ten items; 0 to 4 are nearly the same.
  private static func items(autoLabels: [Int: [Item.ID: Int]] = [:]) -> MemoryItems {
    var items = MemoryItems(count: 10, autoLabels: autoLabels)
    items.stacks = [[0, 1, 2, 3, 4]]
    return items
  }

  static let stacking = [
    StoreConformance(name: "A task comes with the open items of its stack that nobody holds") {
      make in
      let store = try make(setup(initialLabels: [4: .init(index: 1, isHuman: true)]), items())
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      try store.queue([3])
      _ = try store.lease(upTo: 1, for: ben, now: start)
      try store.queue([0, 6, 1])
      let tasks = try store.lease(upTo: 2, for: ana, now: start)
      #expect(tasks.map(\.item.id) == [0, 6])
      #expect(tasks[0].nearDuplicates.map(\.id) == [1, 2] && tasks[1].nearDuplicates.isEmpty)
      #expect(tasks[0].nearDuplicates.map(\.text) == ["Headline 1", "Headline 2"])
    },
    StoreConformance(name: "A stack's answer labels each of its items, and undo takes all back") {
      make in
      let store = try make(setup(), items())
      let ana = try store.sit("ana")
      try store.queue([7])
      try store.give(0, to: 7, by: ana)
      try store.queue([0, 1, 8])
      _ = try store.lease(upTo: 1, for: ana, now: start)
      let receipt = try store.give(2, to: 0, nearDuplicates: [1, 2, 3], by: ana)
      #expect(receipt.counted && receipt.nearDuplicates == [1, 2, 3])
      var counts = try store.counts()
      #expect(counts.human == 5 && counts.humanByLabel == [1, 0, 4, 0])
      #expect(counts.queued == 1 && counts.leased == 0)
      #expect(try store.report(now: start).workers.first?.answers == 5)
      let decisions = try store.outcome().decisions
      for item in 0...3 {
        #expect(decisions[item] == .labeled(label: 2, at: start, confidence: nil))
      }
      let undone = try store.undo(by: ana, now: start)
      #expect(
        undone?.task.item.id == 0 && undone?.label == 2 && undone?.nearDuplicates == [1, 2, 3])
      #expect(undone?.task.nearDuplicates.map(\.id) == [1, 2, 3, 4])
      counts = try store.counts()
      #expect(counts.human == 1 && counts.leased == 1 && counts.queued == 2)
      #expect(try store.report(now: start).workers.first?.answers == 1)
      // The answer before it is the next one to be taken back.
      #expect(try store.undo(by: ana, now: start)?.task.item.id == 7)
      #expect(try store.undo(by: ana, now: start) == nil)
    },
    StoreConformance(name: "Items that others have settled or taken do not take a stack's answer") {
      make in
      let store = try make(setup(), items())
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      try store.queue([0, 1, 2])
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.lease(upTo: 2, for: ben, now: start)
      try store.give(3, to: 1, by: ben)
      let receipt = try store.give(2, to: 0, nearDuplicates: [1, 2, 3], by: ana)
      #expect(receipt.nearDuplicates == [3])
      #expect(try store.counts().humanByLabel == [0, 0, 2, 1])
      // Ben still holds what he held.
      #expect(try store.lease(upTo: 1, for: ben, now: start).map(\.item.id) == [2])
    },
    StoreConformance(name: "An answer that does not count is given to nothing else") { make in
      let store = try make(setup(), items())
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      try store.queue([0])
      _ = try store.lease(upTo: 1, for: ana, now: start)
      let late = start + 301
      _ = try store.lease(upTo: 1, for: ben, now: late)
      try store.give(1, to: 0, by: ben, at: late)
      let receipt = try store.give(2, to: 0, nearDuplicates: [1, 2], by: ana, at: late)
      #expect(!receipt.counted && receipt.nearDuplicates.isEmpty)
      #expect(try store.counts().human == 1)
    },
    StoreConformance(name: "An audit has no stack and is in none") { make in
      let store = try make(setup(), items())
      let ana = try store.sit("ana")
      try store.queue([0], kind: .audit, predicted: 1)
      let audit = try store.lease(upTo: 1, for: ana, now: start)
      #expect(audit.map(\.item.id) == [0] && audit[0].nearDuplicates.isEmpty)
      #expect(try store.give(1, to: 0, nearDuplicates: [2, 3], by: ana).nearDuplicates.isEmpty)
      #expect(try store.counts().human == 1)
      try store.queue([1])
      try store.queue([2], kind: .audit, predicted: 1)
      #expect(try store.lease(upTo: 1, for: ana, now: start)[0].nearDuplicates.map(\.id) == [3, 4])
      #expect(try store.give(1, to: 1, nearDuplicates: [2, 3], by: ana).nearDuplicates == [3])
      #expect(
        try store.reportDetails(examples: 0).audits == [.init(first: 1, second: 1, count: 1)])
    },
    StoreConformance(name: "Where an item needs several answers there are no stacks") { make in
      let store = try make(setup(workersPerItem: 2), items())
      let ana = try store.sit("ana")
      try store.queue([0])
      #expect(try store.lease(upTo: 1, for: ana, now: start)[0].nearDuplicates.isEmpty)
      #expect(try store.give(1, to: 0, nearDuplicates: [2, 3], by: ana).nearDuplicates.isEmpty)
      #expect(try store.snapshot(now: start).labels.isEmpty)
    },
    StoreConformance(name: "What the model has labeled is in no stack") { make in
      let store = try make(setup(), items(autoLabels: [1: [1: 1, 2: 2]]))
      try store.publish(.round(1, auto: [0, 1, 1, 0], tasks: [0]), now: start)
      let ana = try store.sit("ana")
      #expect(try store.lease(upTo: 1, for: ana, now: start)[0].nearDuplicates.map(\.id) == [3, 4])
      #expect(try store.give(1, to: 0, nearDuplicates: [1, 3], by: ana).nearDuplicates == [3])
      let counts = try store.counts()
      #expect(counts.human == 2 && counts.auto == 2)
    },
    StoreConformance(name: "A snapshot says which labels were given to a stack, and whose it was") {
      make in
      let store = try make(setup(), items())
      let ana = try store.sit("ana")
      try store.queue([2, 6])
      _ = try store.lease(upTo: 2, for: ana, now: start)
      try store.give(1, to: 2, nearDuplicates: [0, 4], by: ana)
      try store.give(1, to: 6, by: ana)
      let snapshot = try store.snapshot(now: start)
      #expect(snapshot.labels.map(\.item) == [0, 2, 4, 6])
      #expect(snapshot.copied == [.init(item: 0, head: 2), .init(item: 4, head: 2)])
    },
  ]
}
