import Store
import Domain
import Foundation
import TestSupport
import Testing

extension StoreConformance {
  static let publishing = [
    StoreConformance(name: "A published round's auto-labels and tasks become current") { make in
      let items = MemoryItems(count: 10, autoLabels: [1: [0: 1, 1: 1, 2: 3]])
      let store = try make(setup(), items)
      try store.queue([8, 9])
      try store.publish(.round(1, auto: [0, 2, 0, 1], tasks: [5, 6]), now: start)
      let counts = try store.counts()
      #expect(counts.auto == 3 && counts.autoByLabel == [0, 2, 0, 1] && counts.queued == 2)
      #expect(counts.autoannotated == 3 && counts.selected == 2)
      let ana = try store.sit("ana")
      #expect(try store.lease(upTo: 9, for: ana, now: start).map(\.item.id) == [5, 6])
    },
    StoreConformance(name: "A human answer wins over an auto-label, and undo gives it back") {
      make in
      let items = MemoryItems(count: 10, autoLabels: [1: [0: 1, 5: 2]])
      let store = try make(setup(), items)
      try store.publish(.round(1, auto: [0, 1, 1, 0], tasks: [5]), now: start)
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(3, to: 5, by: ana)
      var counts = try store.counts()
      #expect(counts.human == 1 && counts.auto == 1 && counts.autoByLabel == [0, 1, 0, 0])
      _ = try store.undo(by: ana, now: start)
      counts = try store.counts()
      #expect(counts.human == 0 && counts.autoByLabel == [0, 1, 1, 0])
    },
    StoreConformance(name: "Answers that came while the round ran win when it is published") {
      make in
      let items = MemoryItems(count: 10, autoLabels: [1: [0: 1, 1: 1]])
      let store = try make(setup(), items)
      try store.queue([0, 1, 2])
      let ana = try store.sit("ana")
      let watermark = try store.snapshot(now: start).watermark
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(2, to: 0, by: ana)
      try store.publish(.round(1, auto: [0, 2, 0, 0], watermark: watermark), now: start)
      let counts = try store.counts()
      #expect(counts.human == 1 && counts.auto == 1 && counts.unlabeled == 8)
    },
    StoreConformance(name: "Answers restored while a round runs are in no count twice") { make in
      let store = try make(setup(), MemoryItems(count: 10, autoLabels: [1: [0: 1, 1: 1]]))
      _ = try store.labeled([0: 2])
      _ = try store.setAside(worker: "ana", by: "eva", because: "haste", now: start)
      try store.begin(.prepareForTraining, round: 1, now: start)
      let watermark = try store.snapshot(now: start).watermark
      _ = try store.restoreSetAside(worker: "ana", by: "eva", now: start)
      try store.publish(.round(1, auto: [0, 2, 0, 0], watermark: watermark), now: start)
      let counts = try store.counts()
      #expect(counts.human == 1 && counts.auto == 1 && counts.unlabeled == 8)
    },
    StoreConformance(name: "What makes a round due while one runs makes the next one due") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      _ = try store.labeled([0: 2])
      try store.begin(.prepareForTraining, round: 1, now: start)
      try store.publish(.round(1, auto: [0, 0, 0, 0]), now: start)
      #expect(try store.situation(now: start).labelsForNextRound == 8)
      try store.makeRoundDue(because: .autoLabelsLost(round: 1), now: start)
      try store.begin(.prepareForTraining, round: 2, now: start)
      #expect(try store.situation(now: start).labelsForNextRound ?? 9 <= 0)
      try store.publish(.round(2, auto: [0, 0, 0, 0]), now: start)
      #expect(try store.situation(now: start).labelsForNextRound == 8)
      try store.begin(.prepareForTraining, round: 3, now: start)
      _ = try store.setAside(worker: "ana", by: "eva", because: "haste", now: start)
      try store.publish(.round(3, auto: [0, 0, 0, 0]), now: start)
      #expect(try store.situation(now: start).labelsForNextRound == 0)
    },
    StoreConformance(name: "A task that someone holds outlives the next round") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0, 1])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.publish(.round(1, auto: [0, 0, 0, 0], tasks: [6]), now: start)
      #expect(try store.lease(upTo: 9, for: ana, now: start).map(\.item.id) == [0, 6])
    },
    StoreConformance(name: "Publishing a round twice changes nothing") { make in
      let store = try make(setup(), MemoryItems(count: 10, autoLabels: [1: [0: 1]]))
      try store.publish(.round(1, auto: [0, 1, 0, 0], tasks: [6]), now: start)
      let before = try store.report(now: start)
      try store.publish(.round(1, auto: [0, 1, 0, 0], tasks: [6]), now: start)
      #expect(try store.report(now: start) == before)
    },
    StoreConformance(name: "An item that people settled is never queued again") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([3])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(0, to: 3, by: ana)
      try store.publish(.round(1, auto: [0, 0, 0, 0], tasks: [3, 4]), now: start)
      #expect(try store.lease(upTo: 9, for: ana, now: start).map(\.item.id) == [4])
    },
    StoreConformance(name: "The snapshot has the labels, who is out, who is held, and since when") {
      make in
      let labels = [9: InitialLabel(index: 0, isHuman: false)]
      let store = try make(setup(initialLabels: labels), MemoryItems(count: 10))
      try store.queue([1, 2, 3])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 3, for: ana, now: start)
      let first = try store.give(2, to: 1, by: ana).annotation
      _ = try store.reject(item: 2, because: .other("bad"), by: ana, now: start)
      let snapshot = try store.snapshot(now: start)
      #expect(snapshot.labels == [.init(item: 1, label: 2)])
      #expect(snapshot.excluded == [2, 9] && snapshot.held == [3])
      #expect(snapshot.watermark == first + 1)
    },
    StoreConformance(name: "Steps are reported in the workflow's order, the running one named") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.begin(.prepareForTraining, round: 1, now: start)
      try store.end(.prepareForTraining, round: 1, result: .kept(labels: 5), now: start + 1)
      try store.begin(.createTrainingJob, round: 1, now: start + 1)
      let loop = try store.report(now: start).loop
      #expect(loop.state == .working && loop.step == .createTrainingJob && loop.fraction == 1.0 / 6)
      #expect(loop.steps.map(\.step) == [.prepareForTraining, .createTrainingJob])
      #expect(loop.steps.map(\.result) == [.kept(labels: 5), nil])
      #expect(try store.situation(now: start).finishedSteps == [.prepareForTraining])
    },
    StoreConformance(name: "The steps of published rounds and many events are read if asked for") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      for round in 1...2 {
        try store.begin(.createTrainingJob, round: round, now: start)
        try store.end(.createTrainingJob, round: round, result: .trained(labels: round), now: start)
      }
      try store.publish(.round(1, auto: [0, 0, 0, 0]), now: start)
      for _ in 0..<60 { try store.note(.stopped, now: start) }
      let steps = try store.stepsReport(now: start)
      #expect(steps.pastSteps.map(\.round) == [1])
      #expect(steps.pastSteps.first?.steps.map(\.result) == [.trained(labels: 1)])
      let plain = try store.report(now: start)
      #expect(plain.pastSteps.isEmpty && plain.events.count == 40 && steps.events.count == 40)
      #expect(try store.eventsReport(now: start).events.count > 60)
    },
    StoreConformance(name: "A failed round says why until one is published") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.fail(round: 1, reason: "the disk is full", now: start)
      let loop = try store.report(now: start).loop
      #expect(loop.state == .failed && loop.failure == "the disk is full")
      try store.publish(.round(1, auto: [0, 0, 0, 0]), now: start)
      #expect(try store.report(now: start).loop.failure == nil)
    },
  ]
}
