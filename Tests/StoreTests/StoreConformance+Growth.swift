import Domain
import Foundation
import Store
import TestSupport
import Testing

extension StoreConformance {
  /// Items that join a running project.
  static let growth: [StoreConformance] = [
    StoreConformance(name: "Added items are counted once, and random ones are asked first") {
      make in
      let store = try make(setup(), MemoryItems(count: 14))
      try store.publish(round: 1)
      try store.queue([1, 2])
      let addition = ItemAddition(
        items: 10..<14,
        initialLabels: [
          10: InitialLabel(index: 2, isHuman: true), 11: InitialLabel(index: 1, isHuman: false),
        ], asked: [13])
      try store.add(addition, now: start)
      try store.add(addition, now: start)
      let counts = try store.counts(now: start)
      #expect(counts.total == 14 && counts.human == 1 && counts.auto == 1)
      #expect(counts.humanByLabel == [0, 0, 1, 0] && counts.autoByLabel == [0, 1, 0, 0])
      let ana = try store.sit("ana")
      #expect(try store.lease(upTo: 2, for: ana, now: start).map(\.item.id) == [13, 1])
      #expect(try store.events().contains { $0.event == .itemsAdded(items: 4, labeled: 1) })
    },
    StoreConformance(name: "A job that was over goes on with added items") { make in
      let store = try make(setup(), MemoryItems(count: 12))
      try store.endTasks(because: .lead, now: start)
      #expect(try store.stop(now: start))
      try store.add(ItemAddition(items: 10..<12), now: start)
      #expect(try store.report(now: start).status == .inProgress)
    },
  ]
}

extension ProjectStore {
  fileprivate func publish(round: Int) throws {
    try publish(
      RoundPublication(
        report: RoundReport(
          number: round, publishedAt: StoreConformance.start, trainedOn: 0, autoLabeled: 0,
          humanLabeled: 0, selected: 0), watermark: 0, autoByLabel: [0, 0, 0, 0], tasks: [],
        labelsForNextRound: 100), now: StoreConformance.start)
  }
}
