import Dataset
import Domain
import Engine
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

/// Changes of what was saved are found, with when.
@Suite struct RecordCheckTests {
  private let folder: TemporaryFolder
  private let place: ProjectFolder
  private let store: ProjectStore
  private let session: WorkerSession
  private let start = Date(timeIntervalSince1970: 1_700_000_000)

  init() throws {
    folder = try TemporaryFolder()
    place = ProjectFolder(path: folder.path("p"))
    try FileManager.default.createDirectory(
      atPath: place.path, withIntermediateDirectories: false)
    let setup = ProjectSetup(
      jobName: "sample", labels: SampleJob.labels, total: 3000, initialLabels: [:],
      settings: LeadSettings())
    try ProjectStore.create(path: place.database, setup: setup, now: start)
    var store = try ProjectStore(path: place.database, assets: MemoryItems(count: 3000))
    store.decisions = DecisionSeal(place)
    self.store = store
    session = try store.openSession(
      worker: "ana", process: ProcessIdentity(host: "here", number: 1), now: start)
  }

  private func answer(_ items: Range<Int>) throws {
    try store.enqueue(
      items.map { QueuedTask(item: $0, kind: .start) }, labelsForNextRound: 1, now: start)
    for task in try store.lease(upTo: items.count, for: session, now: start) {
      _ = try store.annotate(
        Annotation(
          item: task.item.id, label: task.item.id % 4, acceptedAt: start, secondsSpent: 1),
        by: session, now: start)
    }
  }

  private func check(round: Int) throws {
    try RecordCheck(folder: place, store: store).perform(
      round: round, now: start + Double(round) * 60)
  }

  private func tamper(_ sql: String) throws {
    let database = try SQLiteDatabase(path: place.database)
    try database.write { db in
      try db.run(script: "DROP TRIGGER annotationKept; DROP TRIGGER annotationStays;")
      try db.run(script: sql)
    }
    try database.close()
  }

  private var found: [RecordFinding] {
    get throws { try RecordCheck(folder: place, store: store).inspect(now: start + 999) }
  }

  @Test("Answers, undos and what is added later raise nothing")
  func ordinary() throws {
    #expect(try found.isEmpty)
    try check(round: 0)
    try answer(0..<40)
    try check(round: 1)
    _ = try store.undo(by: session, now: start)
    try answer(50..<80)
    #expect(try found.isEmpty)
    try check(round: 2)
    _ = try store.setAside(worker: "ana", by: "lead", because: "test", now: start)
    try check(round: 3)
    #expect(try found.isEmpty && store.alarms().isEmpty)
    #expect(try AnswerSeal(in: place)?.through == 71)
  }

  @Test(
    "A changed, removed or inserted answer is found with its numbers and when, and once",
    arguments: [
      "UPDATE annotation SET label = 3 WHERE id = 1", "UPDATE annotation SET worker = 'eva'",
      "DELETE FROM annotation WHERE id = 5", "UPDATE annotation SET submittedAt = 1 WHERE id = 7",
      "UPDATE annotation SET id = 1000 WHERE id = 30",
    ])
  func changed(_ sql: String) throws {
    try answer(0..<30)
    try check(round: 1)
    try check(round: 2)
    try tamper("INSERT OR IGNORE INTO worker (name) VALUES ('eva'); \(sql)")
    let finding = try #require(try found.first)
    #expect(finding.change == .answers(first: 1, last: 30))
    #expect(finding.unchangedRound == 2 && finding.unchangedAt == start + 120)
    try check(round: 3)
    #expect(try store.alarms().map(\.alarm.kind) == [.records])
    let events = try store.events(after: 0).count {
      if case .recordsChanged = $0.event { true } else { false }
    }
    #expect(events >= 1)
    try check(round: 4)
    let later = try store.events(after: 0).count {
      if case .recordsChanged = $0.event { true } else { false }
    }
    #expect(later == events)
    // It stays known to verify and doctor.
    #expect(try found.first?.foundRound == 3)
  }

  @Test("An item's label that nobody gave, and a count that is wrong, are found")
  func labelsAndCounts() throws {
    try answer(0..<30)
    try check(round: 1)
    try tamper("UPDATE item SET label = (label + 1) % 4 WHERE id IN (3, 4)")
    try tamper2("UPDATE project SET human = 29")
    let changes = try found.map(\.change)
    #expect(changes.contains(.labels(count: 2, firstItem: 3)))
    #expect(changes.contains(.count(name: "labeled by people", kept: 29, found: 30)))
  }

  @Test(
    "Items that are not what was answered are found, whatever the row says besides",
    arguments: [
      "UPDATE item SET label = (label + 1) % 4, confidence = 0.9 WHERE id = 3",
      "UPDATE item SET label = (label + 1) % 4, annotation = 0 WHERE id = 3",
      "UPDATE item SET label = (label + 1) % 4, annotation = 1 WHERE id = 3",
      "UPDATE item SET origin = 'adjudicated', annotation = 0 WHERE id = 3",
      "UPDATE item SET origin = 'adjudicated' WHERE id = 3",
      "UPDATE item SET origin = 'rejected', label = NULL, reason = 'duplicate' WHERE id = 3",
      "UPDATE item SET annotation = 99999 WHERE id = 3", "DELETE FROM item WHERE id = 3",
    ])
  func strayItems(_ sql: String) throws {
    try answer(0..<30)
    _ = try store.adjudicate([7], as: .label(0), because: "", by: "lead", now: start)
    _ = try store.adjudicate([8], as: .reject(.duplicate), because: "", by: "lead", now: start)
    _ = try store.adjudicate([9], as: .reopen, because: "", by: "lead", now: start)
    try check(round: 1)
    #expect(try found.isEmpty)
    try tamper2(sql)
    let changes = try found.map(\.change)
    #expect(changes.contains(.labels(count: 1, firstItem: 3)), "\(changes)")
    try check(round: 2)
    #expect(try store.alarms().map(\.alarm.kind) == [.records])
  }

  @Test(
    "A label of the input that was removed, or said to be a person's, is found",
    arguments: [
      "DELETE FROM item WHERE id = 21",
      "UPDATE item SET origin = 'worker', label = 3, annotation = 0 WHERE id = 21",
    ])
  func lostInitialLabel(_ sql: String) throws {
    try answer(0..<3)
    try tamper2(
      "INSERT INTO item (id, origin, label, settledAt) VALUES (20, 'initial', 1, 0), (21, 'initial', 2, 0)"
    )
    let check = RecordCheck(folder: place, store: store) {
      { 20...21 ~= $0 ? InitialLabel(index: $0 - 19, isHuman: true) : nil }
    }
    let kinds = { try check.inspect(now: start).map(\.change) }
    #expect(try kinds().allSatisfy { if case .count = $0 { true } else { false } })
    try tamper2(sql)
    let changes = try kinds()
    #expect(
      changes.contains(.initialLabels(count: 1, firstItem: 21))
        || changes.contains(.labels(count: 1, firstItem: 21)), "\(changes)")
  }

  @Test(
    "An alarm that someone else closed or removed is found",
    arguments: [
      "UPDATE alarm SET acknowledgedAt = 0, acknowledgedBy = 'lead', reason = 'fine'",
      "DELETE FROM alarm",
    ])
  func closedAlarm(_ sql: String) throws {
    try answer(0..<30)
    try check(round: 1)
    try tamper2("UPDATE project SET human = 29")
    try check(round: 2)
    #expect(try store.alarms().count == 1)
    try check(round: 3)
    try tamper2(sql)
    #expect(try found.map(\.change).contains(.decisions))
    try check(round: 4)
    #expect(try store.alarms().contains(where: \.isOpen))
  }

  @Test(
    "A changed, removed or inserted note is found, once, and a new one is not",
    arguments: [
      "UPDATE note SET text = 'fine' WHERE id = 1", "UPDATE note SET worker = 'eva'",
      "DELETE FROM note WHERE id = 2", "UPDATE note SET id = 9 WHERE id = 1",
    ])
  func notes(_ sql: String) throws {
    try store.addNote("odd", to: 4, by: session, now: start)
    try check(round: 1)
    try store.addNote("odd, too", to: 5, by: session, now: start)
    #expect(try found.isEmpty)
    try check(round: 2)
    #expect(try found.isEmpty && store.alarms().isEmpty)
    try tamper("INSERT OR IGNORE INTO worker (name) VALUES ('eva'); \(sql)")
    #expect(try found.map(\.change) == [.notes])
    try check(round: 3)
    #expect(try store.alarms().map(\.alarm.kind) == [.records])
    try check(round: 4)
    #expect(try found.map(\.foundRound) == [3])
  }

  private func tamper2(_ sql: String) throws {
    let database = try SQLiteDatabase(path: place.database)
    try database.write { try $0.run(script: sql) }
    try database.close()
  }

  @Test("Answers in further chunks are sealed and checked in turn")
  func chunks() throws {
    try answer(0..<1100)
    try check(round: 1)
    #expect(try AnswerSeal(in: place)?.chunks.count == 2)
    try tamper("UPDATE annotation SET label = (label + 1) % 4 WHERE id = 1050")
    #expect(try found.first?.change == .answers(first: 1025, last: 1100))
  }

  @Test("A seal that is not the lead's is not believed; the loop begins a new one")
  func foreignSeal() throws {
    try answer(0..<10)
    try check(round: 1)
    chmod(place.answerSeal, 0o666)
    #expect(throws: FileFaults.self) { try AnswerSeal(in: place) }
    try check(round: 2)
    #expect(try AnswerSeal(in: place)?.through == 10)
  }

  @Test("The lead's own decisions raise nothing")
  func decisions() throws {
    try answer(0..<30)
    try check(round: 1)
    _ = try store.pause(worker: "ana", by: "lead", because: "a break", now: start)
    _ = try store.setAside(worker: "ana", by: "lead", because: "haste", now: start)
    #expect(try found.isEmpty)
    _ = try store.restoreSetAside(worker: "ana", by: "lead", now: start)
    try store.switchChampion(to: .challenger, name: "other", by: "lead", now: start)
    _ = try store.adjudicate([2], as: .reopen, because: "", by: "lead", now: start)
    try check(round: 2)
    #expect(try found.isEmpty && store.alarms().isEmpty)
    #expect(try DecisionSeal(place).digests().count == 1)
  }

  @Test("A split of a label with many answers raises nothing")
  func split() throws {
    try answer(0..<3000)
    try check(round: 1)
    let labels = try SampleJob.labels.applying(
      .split("Business", into: ["Companies", "Markets"], keys: []))
    try store.setLabels(labels, by: "lead", now: start)
    #expect(try found.map(\.change) == [])
    try check(round: 2)
    #expect(try store.alarms().isEmpty && DecisionSeal(place).digests().count == 1)
  }

  @Test(
    "A decision that the lead did not make is found, also beside one that the lead makes later",
    arguments: [
      "DELETE FROM setAside", "UPDATE worker SET pausedBecause = NULL",
      "UPDATE project SET champion = 'challenger'",
      "INSERT INTO setAside (annotation, at, who, reason) VALUES (31, 0, 'lead', 'x')",
    ], [false, true])
  func foreignDecision(_ sql: String, followed: Bool) throws {
    try answer(0..<30)
    _ = try store.pause(worker: "ana", by: "lead", because: "a break", now: start)
    _ = try store.setAside(worker: "ana", by: "lead", because: "haste", now: start)
    try check(round: 1)
    _ = try store.openSession(
      worker: "eva", process: ProcessIdentity(host: "here", number: 2), now: start)
    if sql.hasPrefix("INSERT") {
      _ = try store.resume(worker: "ana", by: "lead", now: start)
      try answer(40..<41)
    }
    try tamper2(sql)
    if followed { _ = try store.pause(worker: "eva", by: "lead", because: "x", now: start) }
    #expect(try found.map(\.change).contains(.decisions))
    try check(round: 2)
    #expect(try store.alarms().map(\.alarm.kind) == [.records])
    try check(round: 3)
    #expect(try found.first?.foundRound == 2)
  }

  @Test("A lead's command that is killed before its commit raises nothing")
  func killedDecision() throws {
    try answer(0..<3)
    try check(round: 1)
    let before = try DecisionSeal(place).digests()
    try DecisionSeal(place).keep(before[0] &+ 77, insteadOf: before[0])
    #expect(try found.isEmpty)
    try check(round: 2)
    #expect(try store.alarms().isEmpty)
    #expect(try DecisionSeal(place).digests() == before)
  }

  @Test("A label that is said to come with the input, and does not, is found")
  func foreignInitialLabel() throws {
    try answer(0..<3)
    try tamper2(
      "INSERT INTO item (id, origin, label, settledAt) VALUES (20, 'initial', 1, 0), (21, 'initial', 2, 0)"
    )
    let check = RecordCheck(folder: place, store: store) {
      { $0 == 21 ? InitialLabel(index: 2, isHuman: true) : nil }
    }
    try check.perform(round: 1, now: start)
    #expect(
      try check.inspect(now: start).map(\.change).contains(.initialLabels(count: 1, firstItem: 20)))
  }

  /// Answers everything, and completes the job as the loop does.
  private func complete() throws {
    try answer(0..<3000)
    try check(round: 1)
    try RecordCheck(folder: place, store: store).keepEnd()
    #expect(try store.complete(since: store.situation(now: start).latestAnnotation, now: start))
    // The loop looks once the job is at rest.
    try check(round: 1)
    #expect(try found.isEmpty)
  }

  @Test(
    "Labels, confidences and times that were changed in a completed job are found",
    arguments: [
      "UPDATE item SET settledAt = 1 WHERE id = 3", "UPDATE item SET agreement = 0.5 WHERE id = 4",
      "UPDATE item SET confidence = 0.99 WHERE id = 5",
    ])
  func changedAfterCompletion(_ sql: String) throws {
    try complete()
    try tamper2(sql)
    #expect(try found.map(\.change) == [.items])
    try check(round: 1)
    #expect(try store.alarms().map(\.alarm.kind) == [.records])
    // Sealed anew: a second change is found as well.
    #expect(try found.map(\.foundRound) == [1])
    try tamper2("UPDATE item SET settledAt = 2 WHERE id = 9")
    #expect(try found.map(\.change) == [.items, .items])
  }

  @Test("A merge of labels after completion raises nothing")
  func mergedAfterCompletion() throws {
    try complete()
    let labels = try SampleJob.labels.applying(.merge("Business", into: "Entertainment"))
    try LabelChangesFile(path: place.labelChanges).write(
      [LabelChange(.merge("Business", into: "Entertainment"), by: "lead", at: start)],
      permissions: 0o600)
    try store.setLabels(labels, by: "lead", now: start)
    #expect(try found.isEmpty)
    for round in 1...2 { try check(round: round) }
    #expect(try found.isEmpty && store.alarms().isEmpty)
  }

  @Test("A lead who sets answers aside, or decides, after completion raises nothing")
  func decidedAfterCompletion() throws {
    try complete()
    _ = try store.adjudicate([2], as: .label(3), because: "", by: "lead", now: start)
    #expect(try found.isEmpty)
    _ = try store.setAside(worker: "ana", by: "lead", because: "haste", now: start)
    #expect(try store.situation(now: start).status == .inProgress)
    #expect(try found.isEmpty)
    try check(round: 1)
    #expect(try found.isEmpty && store.alarms().isEmpty)
  }
}
