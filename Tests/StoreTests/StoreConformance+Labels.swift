import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

extension StoreConformance {
  private static func changed(_ kind: LabelChange.Kind...) throws -> LabelSet {
    try kind.reduce(labels) { try $0.applying($1) }
  }

  private static let merged = LabelChange.Kind.merge("Entertainment", into: "Business")
  private static let split = LabelChange.Kind.split(
    "Entertainment", into: ["Film", "Music"], keys: [])

  /// 2,500 items with the second label, a fifth of them by a model.
  private static var manyOfOne: ProjectSetup {
    setup(
      total: 2_600,
      initialLabels: Dictionary(
        uniqueKeysWithValues: (0..<2_500).map {
          ($0, InitialLabel(index: 1, isHuman: $0 % 5 > 0))
        }))
  }

  static let labelChanges = [
    StoreConformance(name: "A renamed label has its name and nothing else changes") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      let wanted = try changed(.rename("Entertainment", to: "Culture"))
      try store.setLabels(wanted, by: "eva", now: start)
      #expect(try store.labels()[1].name == "Culture" && store.labels()[1].key == "e")
      let event = try #require(try store.events(limit: 1).first)
      #expect(event.by == "eva")
      #expect(event.event == .labelRenamed(from: "Entertainment", to: "Culture"))
      let before = try store.latestEvent()
      try store.setLabels(wanted, by: nil, now: start)
      #expect(try store.latestEvent() == before)
      try store.setLabels(labels, by: nil, now: start)
      #expect(try store.labels()[1].name == "Entertainment")
    },
    StoreConformance(name: "An added label can be given, and the next round is due") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.publish(.round(1, auto: [0, 0, 0, 0], tasks: [0]), now: start)
      try store.setLabels(try changed(.add("Sport", key: nil)), by: "eva", now: start)
      #expect(try store.situation(now: start).labelsForNextRound == 0)
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(4, to: 0, by: ana)
      #expect(try store.counts().humanByLabel == [0, 0, 0, 0, 1])
    },
    StoreConformance(name: "A merged label's items, counts, tasks and auto-labels are the other's")
    {
      make in
      let store = try make(
        setup(initialLabels: [
          9: .init(index: 1, isHuman: true), 8: .init(index: 1, isHuman: false),
        ]),
        MemoryItems(count: 10, autoLabels: [1: [5: 1, 6: 0]]))
      try store.queue([0])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(1, to: 0, by: ana)
      try store.publish(.round(1, auto: [1, 1, 0, 0], tasks: [5, 3], watermark: 1), now: start)
      try store.setLabels(try changed(merged), by: "eva", now: start)
      #expect(try store.counts().humanByLabel == [2, 0, 0, 0])
      #expect(try store.counts().autoByLabel == [3, 0, 0, 0])
      #expect(try store.snapshot(now: start).labels.map(\.label) == [0, 0])
      #expect(try store.standings(of: [5])[0].standing.label == 0)
      #expect(
        try store.events(limit: 1)[0].event
          == .labelMerged("Entertainment", into: "Business", people: 2, auto: 2))
      // An answer to an auto-labeled item moves it from the one count to the other.
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(2, to: 5, by: ana)
      #expect(try store.counts().autoByLabel == [2, 0, 0, 0])
      #expect(try store.recordDigest(of: [0..<1], through: 100).strayLabels == [])
      #expect(try store.recordDigest(of: [0..<1], through: 100).counts == [])
    },
    StoreConformance(name: "A late answer of a merged label is the other's; undo still works") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0, 1])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 2, for: ana, now: start)
      try store.give(1, to: 0, by: ana)
      try store.setLabels(try changed(merged), by: "eva", now: start)
      #expect(try store.give(1, to: 1, by: ana).counted)
      #expect(try store.counts().humanByLabel == [2, 0, 0, 0])
      #expect(try store.history(of: "ana", limit: 5).map(\.label) == [0, 0])
      #expect(try store.undo(by: ana, now: start)?.label == 0)
      #expect(try store.undo(by: ana, now: start)?.task.item.id == 0)
      #expect(try store.counts().human == 0)
    },
    StoreConformance(name: "Two answers that a merge makes one label agree") { make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      try store.queue([0])
      for (worker, label) in [("ana", 0), ("ben", 1)] {
        let session = try store.sit(worker)
        _ = try store.lease(upTo: 1, for: session, now: start)
        try store.give(label, to: 0, by: session)
      }
      try store.setLabels(try changed(merged), by: "eva", now: start)
      #expect(try store.opinions().opinions.map(\.label) == [0, 0])
      #expect(try store.annotations().annotations.map(\.label) == [0, 0])
    },
    StoreConformance(name: "A merge takes the vote anew where workers disagreed") { make in
      let store = try make(setup(workersPerItem: 3), MemoryItems(count: 10))
      try store.queue([0, 1, 2])
      let answers = [[2, 0, 1], [0, 1, 1], [2, 2, 3]]
      for (place, worker) in ["ana", "ben", "eva"].enumerated() {
        let session = try store.sit(worker)
        _ = try store.lease(upTo: 3, for: session, now: start)
        for item in 0..<3 { try store.give(answers[item][place], to: item, by: session) }
      }
      #expect(try store.counts().humanByLabel == [0, 1, 2, 0])
      try store.setLabels(try changed(merged), by: "eva", now: start)
      let labels = try store.annotations().labels
      #expect(labels.map(\.label) == [0, 0, 2])
      #expect(labels.map { ($0.confidence * 3).rounded() } == [2, 3, 2])
      #expect(try store.counts().humanByLabel == [2, 0, 1, 0])
      #expect(
        try store.outcome().decisions[1] == .labeled(label: 0, at: start, confidence: 1))
      #expect(try store.recordDigest(of: [0..<1], through: 100).counts == [])
    },
    StoreConformance(name: "The items of a split label are asked again first, its auto-labels go") {
      make in
      let store = try make(
        setup(initialLabels: [
          9: .init(index: 1, isHuman: true), 8: .init(index: 1, isHuman: false),
        ]),
        MemoryItems(count: 10, autoLabels: [1: [5: 1, 6: 0]]))
      try store.queue([0, 1])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 2, for: ana, now: start)
      try store.give(1, to: 0, by: ana)
      try store.give(2, to: 1, by: ana)
      try store.publish(.round(1, auto: [1, 1, 0, 0], tasks: [3], watermark: 2), now: start)
      try store.setLabels(try changed(split), by: "eva", now: start)
      #expect(
        try store.events(limit: 1)[0].event
          == .labelSplit("Entertainment", into: ["Film", "Music"], asked: 2, takenBack: 2))
      #expect(try store.counts().humanByLabel == [0, 0, 1, 0, 0, 0])
      #expect(try store.counts().autoByLabel == [1, 0, 0, 0, 0, 0])
      #expect(try store.standings(of: [5])[0].standing.origin == .unlabeled)
      #expect(try store.recordDigest(of: [0..<1], through: 100).counts == [])
      // The next publication keeps them.
      try store.publish(.round(2, auto: [1, 0, 0, 0, 0, 0], tasks: [4], watermark: 6), now: start)
      let tasks = try store.lease(upTo: 3, for: ana, now: start)
      #expect(tasks.map(\.item.id) == [0, 9, 4])
      #expect(try store.give(4, to: 0, by: ana).counted)
      #expect(try store.give(5, to: 9, by: ana).counted)
      #expect(try store.counts().humanByLabel == [0, 0, 1, 0, 1, 1])
      #expect(try store.snapshot(now: start).answers(of: 0) == [4])
    },
    StoreConformance(name: "Thousands of items of a merged label are moved") { make in
      let store = try make(manyOfOne, MemoryItems(count: 2_600))
      try store.setLabels(try changed(merged), by: "eva", now: start)
      #expect(try store.counts().humanByLabel == [2_000, 0, 0, 0])
      #expect(try store.counts().autoByLabel == [500, 0, 0, 0])
      #expect(try store.recordDigest(of: [0..<1], through: 9, isConsolidated: false).counts == [])
    },
    StoreConformance(name: "Thousands of items of a split label are asked again in their order") {
      make in
      let store = try make(manyOfOne, MemoryItems(count: 2_600))
      try store.setLabels(try changed(split), by: "eva", now: start)
      #expect(try store.counts().human == 0 && store.counts().auto == 0)
      #expect(try store.counts().queued == 2_000)
      #expect(try store.recordDigest(of: [0..<9], through: 9_000).counts == [])
      let ana = try store.sit("ana")
      #expect(
        try store.lease(upTo: 5, for: ana, now: start).map(\.item.id) == [1, 2, 3, 4, 6])
    },
    StoreConformance(name: "A change that was killed before its items followed is completed next") {
      make in
      let store = try make(manyOfOne, MemoryItems(count: 2_600))
      let (first, then) = (try changed(split), try changed(split, .merge("Film", into: "Music")))
      try store.beginLabels(first, by: "eva", now: start)
      // Whole at each step: nothing has moved yet, and the counts say so.
      #expect(try store.counts().humanByLabel[1] == 2_000)
      #expect(try store.recordDigest(of: [0..<1], through: 9, isConsolidated: false).counts == [])
      #expect(try store.strayInitialLabels { _ in nil } == [])
      try store.beginLabels(then, by: "eva", now: start)
      try store.setLabels(then, by: nil, now: start)
      #expect(try store.counts().human == 0 && store.counts().auto == 0)
      #expect(try store.counts().queued == 2_000)
      let latest = try store.latestEvent()
      try store.setLabels(then, by: nil, now: start)
      #expect(try store.latestEvent() == latest)
    },
    StoreConformance(name: "A split label takes with it what was merged into it") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0, 1])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 2, for: ana, now: start)
      try store.give(0, to: 0, by: ana)
      try store.give(1, to: 1, by: ana)
      let first = LabelChange.Kind.merge("Business", into: "Entertainment")
      try store.setLabels(try changed(first), by: "eva", now: start)
      try store.setLabels(try changed(first, split), by: "eva", now: start)
      #expect(try store.labels().meanings == [-1, -1, 2, 3, 4, 5])
      #expect(try store.opinions().opinions == [])
      #expect(try store.counts().queued == 2)
      #expect(
        try store.events(limit: 1)[0].event
          == .labelSplit("Entertainment", into: ["Film", "Music"], asked: 2, takenBack: 0))
    },
    StoreConformance(name: "A late answer of a split label is kept, and asked again") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.setLabels(try changed(split), by: "eva", now: start)
      #expect(try !store.give(1, to: 0, by: ana).counted)
      #expect(try store.counts().human == 0)
      #expect(try store.lease(upTo: 1, for: ana, now: start).map(\.item.id) == [0])
      try store.give(4, to: 0, by: ana)
      #expect(try store.counts().humanByLabel == [0, 0, 0, 0, 1, 0])
    },
    StoreConformance(name: "Nothing brings a split label back") { make in
      let store = try make(
        setup(initialLabels: [9: .init(index: 1, isHuman: true)]), MemoryItems(count: 10))
      try store.queue([0])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(1, to: 0, by: ana)
      try store.setLabels(try changed(split), by: "eva", now: start)
      #expect(try store.undo(by: ana, now: start) == nil)
      _ = try store.restoreSetAside(worker: "ana", by: "eva", now: start)
      _ = try store.adjudicate([0, 9], as: .undo, because: "no", by: "eva", now: start)
      #expect(try store.counts().humanByLabel == [0, 0, 0, 0, 0, 0])
      #expect(try store.snapshot(now: start).labels == [])
    },
    StoreConformance(name: "A job that was over goes on where a split leaves items without a label")
    {
      make in
      let store = try make(
        setup(total: 1, initialLabels: [0: .init(index: 1, isHuman: true)]), MemoryItems(count: 1))
      #expect(try store.complete(since: 0, now: start))
      try store.setLabels(try changed(merged), by: "eva", now: start)
      #expect(try store.situation(now: start).status == .completed)
      try store.setLabels(
        try changed(merged, .split("Business", into: ["A", "C"], keys: [])), by: "eva", now: start)
      #expect(try store.situation(now: start).status == .inProgress)
    },
    StoreConformance(name: "A round that began before a change is counted by the labels of now") {
      make in
      let store = try make(setup(), MemoryItems(count: 10, autoLabels: [1: [5: 1, 6: 2]]))
      try store.setLabels(
        try changed(merged, .split("Health & Medicine", into: ["A", "C"], keys: [])), by: "eva",
        now: start)
      try store.publish(.round(1, auto: [0, 1, 1, 0], tasks: [3]), now: start)
      #expect(try store.counts().autoByLabel == [1, 0, 0, 0, 0, 0])
      #expect(try store.situation(now: start).labelsForNextRound == 0)
    },
  ]
}

extension LabelSnapshot {
  fileprivate func answers(of item: Item.ID) -> [Int] {
    adjudicated.first { $0.item == item }?.opinions
      ?? labels.filter { $0.item == item }.map(\.label)
  }
}
