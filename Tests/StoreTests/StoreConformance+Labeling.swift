import Store
import Domain
import Foundation
import TestSupport
import Testing

extension StoreConformance {
  static let counting = [
    StoreConformance(name: "Labels given at the start count by who gave them") { make in
      let labels = [
        0: InitialLabel(index: 1, isHuman: true),
        1: InitialLabel(index: 3, isHuman: false),
      ]
      let counts = try make(setup(initialLabels: labels), MemoryItems(count: 10)).counts()
      #expect(counts.human == 1 && counts.auto == 1 && counts.unlabeled == 8)
      #expect(counts.humanByLabel == [0, 1, 0, 0] && counts.autoByLabel == [0, 0, 0, 1])
    },
    StoreConformance(name: "An item taken out is failed, not labeled") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.sit("ana")
      try store.queue([3])
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.reject(item: 3, because: .notThisKind, by: ana, now: start)
      let counts = try store.counts()
      #expect(counts.rejected == 1 && counts.human == 0 && counts.unlabeled == 9)
      #expect(try store.outcome().decisions[3] == .rejected(reason: .notThisKind, at: start))
    },
  ]

  static let leasing = [
    StoreConformance(name: "Two workers never hold one item") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue(Array(0..<6))
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      let first = try store.lease(upTo: 4, for: ana, now: start).map(\.item.id)
      let second = try store.lease(upTo: 4, for: ben, now: start).map(\.item.id)
      #expect(first == [0, 1, 2, 3] && second == [4, 5])
    },
    StoreConformance(name: "A task given back is the next one's, and its worker's again") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0, 1, 2])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 3, for: ana, now: start)
      try store.giveBack([1, 2], by: ben, now: start)
      #expect(try store.counts().leased == 3)
      try store.giveBack([1, 2], by: ana, now: start)
      #expect(try store.lease(upTo: 1, for: ben, now: start).map(\.item.id) == [1])
      #expect(try store.lease(upTo: 3, for: ana, now: start).map(\.item.id) == [0, 2])
    },
    StoreConformance(name: "Two screens of one login hold different items, and answer once") {
      make in
      let store = try make(setup(workersPerItem: 3), MemoryItems(count: 10))
      try store.queue([0, 1])
      let (here, there) = (try store.sit("ana"), try store.sit("ana"))
      #expect(try store.lease(upTo: 1, for: here, now: start).map(\.item.id) == [0])
      #expect(try store.lease(upTo: 4, for: there, now: start).map(\.item.id) == [1])
      // The lease of the first ran out, and the second took the item.
      #expect(try store.lease(upTo: 4, for: there, now: start + 301).map(\.item.id) == [0, 1])
      #expect(try store.give(1, to: 0, by: there, at: start + 302).counted)
      #expect(try !store.give(2, to: 0, by: here, at: start + 303).counted)
      let counts = try store.counts()
      #expect(counts.partlyAnnotated == 1 && counts.votes == 1)
    },
    StoreConformance(name: "Asking again gives what is already held, not more") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue(Array(0..<6))
      let ana = try store.sit("ana")
      #expect(try store.lease(upTo: 2, for: ana, now: start).map(\.item.id) == [0, 1])
      #expect(try store.lease(upTo: 2, for: ana, now: start + 1).map(\.item.id) == [0, 1])
    },
    StoreConformance(name: "A lease that ran out goes to the next worker") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([7])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 1, for: ana, now: start)
      #expect(try store.lease(upTo: 1, for: ben, now: start + 299).isEmpty)
      #expect(try store.lease(upTo: 1, for: ben, now: start + 301).map(\.item.id) == [7])
    },
    StoreConformance(name: "A task offered for too long ends, and a round is due") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([1, 2])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start + 21_500)
      try store.expireLeases(now: start + 21_599)
      #expect(try store.counts(at: start + 21_599).queued == 1)
      try store.expireLeases(now: start + 21_601)
      let situation = try store.situation(now: start + 21_601)
      #expect(situation.counts.queued == 0 && situation.counts.leased == 1)
      #expect(situation.labelsForNextRound == 0)
    },
    StoreConformance(name: "Leaving gives the leases back") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([7])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.closeSession(ana, now: start)
      #expect(try store.lease(upTo: 1, for: ben, now: start).map(\.item.id) == [7])
    },
    StoreConformance(name: "Put off, an item comes back to me when nothing else is left") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([1, 2])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.putOff(item: 1, by: ana, now: start)
      #expect(try store.lease(upTo: 1, for: ana, now: start).map(\.item.id) == [2])
      try store.give(0, to: 2, by: ana)
      #expect(try store.lease(upTo: 1, for: ana, now: start).map(\.item.id) == [1])
    },
    StoreConformance(name: "Put off by one, an item is open to others") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([1])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.putOff(item: 1, by: ana, now: start)
      #expect(try store.lease(upTo: 1, for: ben, now: start).map(\.item.id) == [1])
    },
    StoreConformance(name: "Several workers an item: each gets it once") { make in
      let store = try make(setup(workersPerItem: 2), MemoryItems(count: 10))
      try store.queue([5])
      let workers = try ["ana", "ben", "cy"].map { try store.sit($0) }
      let leases = try workers.map { try store.lease(upTo: 3, for: $0, now: start).count }
      #expect(leases == [1, 1, 0])
      try store.give(0, to: 5, by: workers[0])
      #expect(try store.lease(upTo: 3, for: workers[0], now: start).isEmpty)
    },
  ]

  static let answering = [
    StoreConformance(name: "Answers from a file are added once, whether they have a task or not") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.labeled([0: 1])
      let known = Annotation(item: 1, label: 2, acceptedAt: start, secondsSpent: 2)
      try store.queue([1])
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.annotate(known, by: ana, now: start)
      func kept(_ item: Int, _ label: String?, by worker: String = "ana") -> KeptAnswer {
        KeptAnswer(
          Item(id: item, text: ""), by: worker, label: label,
          rejected: label == nil ? .unreadable : nil, acceptedAt: start)
      }
      let answers = [
        (kept(1, "Health & Medicine"), 2 as Int?), (kept(2, "Business"), 0), (kept(3, nil), nil),
        (kept(0, "Business", by: "ben"), 0),
      ]
      let process = ProcessIdentity(host: "here", number: 1)
      let first = try store.add(answers, process: process, now: start)
      #expect(first.known == 1 && first.added == 2 && first.late == 1)
      #expect(try store.counts().human == 3 && store.counts().rejected == 1)
      let again = try store.add(answers, process: process, now: start)
      #expect(again.known == 4 && again.added == 0)
    },
    StoreConformance(name: "An answer settles its item and ends its task") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([4])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      #expect(try store.give(2, to: 4, by: ana, at: start + 5).counted)
      let counts = try store.counts()
      #expect(counts.human == 1 && counts.humanByLabel == [0, 0, 1, 0])
      #expect(counts.queued == 0 && counts.leased == 0)
      #expect(
        try store.outcome().decisions[4] == .labeled(label: 2, at: start + 5, confidence: nil))
    },
    StoreConformance(name: "An answer after the lease ran out counts if nobody else has it") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([4])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.expireLeases(now: start + 400)
      #expect(try store.give(2, to: 4, by: ana, at: start + 401).counted)
    },
    StoreConformance(name: "A late answer counts though another holds the item by now") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([4])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.lease(upTo: 1, for: ben, now: start + 301)
      #expect(try store.give(2, to: 4, by: ana, at: start + 302).counted)
      #expect(try !store.give(1, to: 4, by: ben, at: start + 303).counted)
      #expect(try store.counts().humanByLabel == [0, 0, 1, 0])
    },
    StoreConformance(name: "An annotation for an item that the project does not have is refused") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let ana = try store.sit("ana")
      for item in [10, -1, Int.max] {
        #expect(throws: StoreError.noSuchItem(item)) { try store.give(1, to: item, by: ana) }
        #expect(throws: StoreError.noSuchItem(item)) {
          _ = try store.reject(item: item, because: .unreadable, by: ana, now: start)
        }
      }
      #expect(try store.history(of: "ana", limit: 5).isEmpty)
      #expect(try store.report(now: start).workers.map(\.answers) == [0])
    },
    StoreConformance(name: "A second answer to a settled item is kept, uncounted") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([4])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.lease(upTo: 1, for: ben, now: start + 301)
      try store.give(1, to: 4, by: ben, at: start + 302)
      #expect(try !store.give(2, to: 4, by: ana, at: start + 303).counted)
      #expect(try store.counts().humanByLabel == [0, 1, 0, 0])
      #expect(try store.report(now: start).workers.map(\.answers) == [1, 1])
    },
    StoreConformance(name: "Several workers an item: the majority's label, when all have answered")
    {
      make in
      let store = try make(setup(workersPerItem: 3), MemoryItems(count: 10))
      try store.queue([5])
      for (worker, label) in [("ana", 3), ("ben", 1), ("cy", 1)] {
        #expect(try store.counts().human == 0)
        let session = try store.sit(worker)
        _ = try store.lease(upTo: 1, for: session, now: start)
        try store.give(label, to: 5, by: session)
      }
      #expect(
        try store.outcome().decisions[5] == .labeled(label: 1, at: start, confidence: 2.0 / 3.0))
    },
    StoreConformance(name: "An audit is scored by the prediction made before it") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([4, 5], kind: .audit, predicted: 2)
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 2, for: ana, now: start)
      try store.give(2, to: 4, by: ana)
      try store.give(0, to: 5, by: ana)
      #expect(
        try store.reportDetails(examples: 0).audits == [
          .init(first: 2, second: 0, count: 1), .init(first: 2, second: 2, count: 1),
        ])
    },
  ]

  static let undoing = [
    StoreConformance(name: "Undo takes back, counts and all, and gives the item again") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([4], kind: .audit, predicted: 2)
      let before = try store.counts()
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(2, to: 4, by: ana)
      let undone = try #require(try store.undo(by: ana, now: start))
      #expect(undone.label == 2 && undone.task.item.id == 4 && undone.task.previousLabel == 2)
      var after = try store.counts()
      #expect(after.leased == 1)
      (after.leased, after.queued) = (0, 1)
      #expect(after == before)
      #expect(try store.reportDetails(examples: 0).audits.isEmpty)
      #expect(try store.lease(upTo: 1, for: ana, now: start) == [undone.task])
    },
    StoreConformance(name: "Undo reaches back through own answers only") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([1, 2, 3])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 2, for: ana, now: start)
      _ = try store.lease(upTo: 1, for: ben, now: start)
      try store.give(0, to: 1, by: ana)
      try store.give(1, to: 3, by: ben)
      try store.give(2, to: 2, by: ana)
      #expect(try store.undo(by: ana, now: start)?.task.item.id == 2)
      #expect(try store.undo(by: ana, now: start)?.task.item.id == 1)
      #expect(try store.undo(by: ana, now: start) == nil)
      #expect(try store.counts().human == 1)
    },
    StoreConformance(name: "Undo leaves answers of the worker's other sessions alone") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([1, 2])
      let (here, there) = (try store.sit("ana"), try store.sit("ana"))
      _ = try store.lease(upTo: 1, for: here, now: start)
      _ = try store.lease(upTo: 1, for: there, now: start)
      try store.give(0, to: 1, by: here)
      try store.give(1, to: 2, by: there)
      #expect(try store.undo(by: here, now: start)?.task.item.id == 1)
      #expect(try store.undo(by: here, now: start) == nil)
      #expect(try store.counts().humanByLabel == [0, 1, 0, 0])
    },
    StoreConformance(name: "Undo gives a rejected item back to the job") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([1])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.reject(item: 1, because: .unreadable, by: ana, now: start)
      #expect(try store.undo(by: ana, now: start)?.task.item.id == 1)
      #expect(try store.counts().rejected == 0)
    },
    StoreConformance(name: "An answer that did not count is passed over by undo") { make in
      let store = try make(setup(total: 2), MemoryItems(count: 2))
      try store.queue([0, 1])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.lease(upTo: 1, for: ben, now: start + 301)
      try store.give(1, to: 0, by: ben, at: start + 302)
      #expect(try !store.give(2, to: 0, by: ana, at: start + 303).counted)
      #expect(try store.undo(by: ana, now: start + 304) == nil)
      #expect(try store.counts(at: start + 304).queued == 1)
      #expect(try store.counts(at: start + 304).humanByLabel == [0, 1, 0, 0])
    },
    StoreConformance(name: "Undo of a vote leaves another's rejected item out of the job") { make in
      let store = try make(setup(workersPerItem: 3), MemoryItems(count: 10))
      try store.queue([1])
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      _ = try store.lease(upTo: 1, for: ana, now: start)
      _ = try store.lease(upTo: 1, for: ben, now: start)
      try store.give(1, to: 1, by: ana)
      #expect(try store.reject(item: 1, because: .unreadable, by: ben, now: start))
      _ = try store.undo(by: ana, now: start)
      let counts = try store.counts()
      #expect(counts.rejected == 1 && counts.queued == 0 && counts.leased == 0)
      #expect(try store.undo(by: ben, now: start)?.label == nil)
      #expect(try store.counts().rejected == 0)
    },
    StoreConformance(name: "A job does not complete over an answer taken back meanwhile") { make in
      let store = try make(setup(total: 1), MemoryItems(count: 1))
      try store.queue([0])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(0, to: 0, by: ana)
      let latest = try store.situation(now: start).latestAnnotation
      _ = try store.undo(by: ana, now: start)
      #expect(try !store.complete(since: latest, now: start))
      try store.give(1, to: 0, by: ana)
      #expect(try !store.complete(since: latest, now: start))
      #expect(try store.report(now: start).status == .inProgress)
    },
    StoreConformance(name: "Stopping hands out nothing, and waits for what is out") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([1, 2])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.endTasks(because: .humanLabels(1), now: start)
      #expect(try store.lease(upTo: 5, for: ana, now: start + 1).map(\.item.id) == [1])
      #expect(try !store.stop(now: start + 2))
      #expect(try store.give(0, to: 1, by: ana, at: start + 3).counted)
      #expect(try store.stop(now: start + 4))
      #expect(try store.report(now: start).status == .stopped)
    },
    StoreConformance(name: "A job that was stopped goes on where the lead resumes it") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      #expect(try !store.resume(by: "lead", now: start))
      try store.queue([1, 2])
      let ana = try store.sit("ana")
      try store.endTasks(because: .lead, by: "lead", now: start)
      try store.endTasks(because: .lead, by: "lead", now: start)
      #expect(try store.stop(now: start + 1))
      #expect(try store.lease(upTo: 1, for: ana, now: start + 2).isEmpty)
      #expect(try store.resume(by: "lead", now: start + 3))
      try store.queue([1, 2])
      #expect(try store.lease(upTo: 1, for: ana, now: start + 4).count == 1)
      let events = try store.events().map(\.event)
      #expect(events.count { $0 == .stopping(.lead) } == 1 && events.contains(.jobResumed))
    },
    StoreConformance(name: "Undo reopens a completed job") { make in
      let store = try make(setup(total: 1), MemoryItems(count: 1))
      try store.queue([0])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      try store.give(0, to: 0, by: ana)
      let latest = try store.situation(now: start).latestAnnotation
      #expect(try store.complete(since: latest, now: start))
      _ = try store.undo(by: ana, now: start)
      #expect(try store.report(now: start).status == .inProgress)
      #expect(try store.give(1, to: 0, by: ana).counted)
    },
  ]
}
