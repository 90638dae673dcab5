import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

@testable import winnow

/// Rows that somebody else has put into the database trap no command and keep none busy for good.
@Suite("Rows of other hands")
struct ForeignRowsTests {
  private func tamper(_ project: LabeledProject, _ sql: String) throws {
    let database = try SQLiteDatabase(path: project.place.database)
    try database.write { db in
      try db.run(script: "DROP TRIGGER annotationKept; DROP TRIGGER annotationStays;")
    }
    try database.close()
    let outside = Process()
    outside.executableURL = URL(filePath: "/usr/bin/env")
    outside.arguments = [
      "python3", "-c",
      "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.close()",
      project.place.database, "PRAGMA ignore_check_constraints = 1; \(sql)",
    ]
    try outside.run()
    outside.waitUntilExit()
    #expect(outside.terminationStatus == 0)
  }

  private func findings(_ project: LabeledProject) throws -> [RecordFinding] {
    try OpenProject(project.path, for: .reading).recordFindings(now: Date()).open
  }

  /// Runs commands that may refuse what they find, in words.
  private func use(_ project: LabeledProject) throws {
    let commands: [any ParsableCommand] = [
      try StatusCommand.parse([project.path]), try StatusCommand.parse([project.path, "--json"]),
      try LabelsCommand.parseAsRoot([project.path]),
      try ExportCommand.parse([
        project.path, "--partial", "--output", project.folder.path("out.manifest"),
        "--annotations",
      ]),
      try VerifyCommand.parse([project.path]), try WorkersCommand.parseAsRoot([project.path]),
      try ReportCommand.parse([project.path, "--output", project.folder.path("report.html")]),
      try AgreementCommand.parse([project.path]),
      try ReviewCommand.parse([project.path]), try TraceCommand.parse([project.path, "3"]),
      try RunCommand.parse([project.path, "--once"]),
      try RunCommand.parse([project.path, "--once"]),
    ]
    for var command in commands {
      do { try command.run() } catch { #expect(!"\(error)".isEmpty) }
    }
  }

  @Test(
    "Values out of bounds are refused in words", .timeLimit(.minutes(2)),
    arguments: [
      "UPDATE round SET histogram = '9223372036854775807,9223372036854775807'",
      "UPDATE round SET histogram = '-1,-9223372036854775808'",
      "UPDATE item SET label = 9 WHERE id = (SELECT min(id) FROM item WHERE origin = 'worker')",
      "UPDATE annotation SET label = 9", "UPDATE annotation SET label = -1",
      "UPDATE annotation SET label = 1099511627776", "UPDATE annotation SET item = 99999",
      "UPDATE annotation SET item = -1", "UPDATE label SET became = 9", "DELETE FROM label",
      "UPDATE label SET human = 9223372036854775807", "UPDATE label SET auto = -5",
      "UPDATE project SET currentRound = 0", "UPDATE project SET currentRound = 9",
      "UPDATE label SET number = 7 WHERE number = 3",
      "INSERT INTO label (number, name, key) VALUES (9, 'evil', 'z')",
      "INSERT INTO step (round, name, startedAt, endedAt) SELECT round + 1, name, startedAt, endedAt FROM step",
      "INSERT INTO round SELECT number + 1, publishedAt, trainedOn, autoLabeled, humanLabeled, selected, estimatedAccuracy, lowerBound, seconds, histogram, threshold, model, promise FROM round ORDER BY number DESC LIMIT 1",
      "UPDATE annotation SET id = 9223372036854775807 WHERE id = 2",
      "UPDATE annotation SET id = 9007199254740991 WHERE id = 2",
      "UPDATE project SET status = 'Completed'",
      "INSERT INTO alarm (kind, subject, detail, raisedAt, round) VALUES ('records', '', '{}', 1, 1)",
      "INSERT INTO item (id, origin, label, settledAt) VALUES (-5, 'worker', 1, 1)",
      "PRAGMA foreign_keys = 0; DELETE FROM label WHERE number = 3",
    ])
  func refused(_ sql: String) throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    try tamper(project, "\(sql); UPDATE project SET labelsForNextRound = 0;")
    try use(project)
  }

  @Test("Settings that no command can read are replaced by the lead's own")
  func unreadableSettings() throws {
    let project = try LabeledProject()
    try tamper(project, "UPDATE project SET settings = '{'")
    #expect(throws: (any Error).self) { try StatusCommand.parse([project.path]).run() }
    try SetCommand.parse([project.path, "--target", "0.94"]).run()
    #expect(try project.store().settings().target == 0.94)
  }

  @Test(
    "A trigger or a view of other hands is refused by all, and named, once it is there",
    arguments: [
      "CREATE TRIGGER evil AFTER INSERT ON event BEGIN UPDATE item SET label = 3; END",
      "CREATE VIEW evil AS SELECT * FROM item",
      "CREATE TRIGGER annotationKept BEFORE UPDATE ON annotation BEGIN SELECT 1; END",
    ])
  func foreignObject(_ sql: String) throws {
    let project = try LabeledProject()
    let open = try project.store()
    try tamper(project, sql)
    let error = #expect(throws: StoreError.self) {
      try open.openSession(
        worker: "eva", process: ProcessIdentity(host: "here", number: 1), now: LabeledProject.start)
    }
    #expect("\(try #require(error))".contains("that no winnow made"))
    let other = #expect(throws: CommandError.self) {
      try RunCommand.parse([project.path, "--once"]).run()
    }
    #expect("\(try #require(other))".contains("that no winnow made"))
  }

  @Test(
    "A job that somebody said to have ended goes on, and says so",
    arguments: ["Completed", "Stopping", "Stopped", "Failed", "Initializing", "none"])
  func ended(_ status: String) throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    try tamper(project, "UPDATE project SET status = '\(status)'")
    let found = try findings(project)
    #expect(found.contains { if case .status = $0.change { true } else { false } })
    try RunCommand.parse([project.path, "--once"]).run()
    let store = try project.store()
    #expect(try store.report(now: Date()).status == .inProgress)
    #expect(try store.alarms().map(\.alarm.kind) == [.records])
  }

  @Test("A job that its lead or a stopping condition ended stays so, whatever the lead sets then")
  func stopped() throws {
    let project = try LabeledProject()
    try SetCommand.parse([project.path, "--max-human-labels", "1"]).run()
    try RunCommand.parse([project.path, "--once"]).run()
    try SetCommand.parse([project.path, "--max-human-labels", "1000"]).run()
    try RunCommand.parse([project.path, "--once"]).run()
    let opened = try OpenProject(project.path, for: .writing)
    #expect(try opened.store.report(now: Date()).status == .stopped)
    #expect(try opened.recordFindings(now: Date()).open.isEmpty)
    try ResumeCommand.parse([project.path]).run()
    try StopCommand.parse([project.path]).run()
    #expect(try opened.store.report(now: Date()).status == .stopped)
    #expect(try opened.recordFindings(now: Date()).open.isEmpty)
    #expect(try opened.store.alarms().isEmpty)
  }

  @Test("Auto-labels do not depend on rows that tell how the input grew")
  func segments() throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    try tamper(
      project,
      "UPDATE segment SET count = 3, firstItem = 1; INSERT INTO segment VALUES (7, 1, 1, 'x', 0)")
    try RunCommand.parse([project.path, "--once"]).run()
    let events = try project.store().events().map(\.event)
    #expect(!events.contains { if case .autoLabelsLost = $0 { true } else { false } })
  }

  @Test(
    "A count of auto-labels that is not what it counts is found, and the next round counts anew",
    arguments: [
      ("UPDATE project SET auto = auto + 1", "labeled by the model"),
      ("UPDATE label SET auto = auto + 1 WHERE number = 0", "auto-labeled Business"),
      (
        "UPDATE label SET initialAuto = initialAuto + 1 WHERE number = 0",
        "that came with a model's label Business"
      ),
    ])
  func autoCounts(_ sql: String, _ name: String) throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    try tamper(project, "\(sql); UPDATE project SET labelsForNextRound = 0")
    let found = try findings(project)
    let kept: (Int, Int)? =
      if case .count(name, let kept, let found) = found.first?.change { (kept, found) } else { nil }
    let counts = try #require(kept)
    #expect(found.count == 1 && counts.0 == counts.1 + 1)
    try RunCommand.parse([project.path, "--once"]).run()
    let store = try project.store()
    #expect(try store.alarms().map(\.alarm.kind) == [.records])
    let anew = try store.counts(now: Date())
    #expect(anew.auto == anew.autoByLabel.reduce(0, +))
  }

  @Test(
    "Tables and indexes that were changed are named by doctor, with the statement that mends it",
    arguments: [
      ("DROP INDEX annotationItem", "index “annotationItem” is missing", "ON annotation (item)"),
      ("CREATE INDEX slow ON item (label)", "an index “slow” that no winnow made", "DROP INDEX"),
      (
        "DROP INDEX taskRank; CREATE INDEX taskRank ON task (rank DESC)",
        "index “taskRank” is not as winnow makes it", "CREATE INDEX taskRank ON task (rank)"
      ),
      ("SELECT 1", "trigger “annotationKept” is missing", "CREATE TRIGGER annotationKept"),
      ("CREATE TABLE other (x)", "a table “other” that no winnow made", "DROP TABLE"),
      ("ALTER TABLE note ADD COLUMN x TEXT", "table “note” has other columns", "winnow restore"),
    ])
  func tables(_ sql: String, _ text: String, _ remedy: String) throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    let opened = try OpenProject(project.path, for: .reading)
    #expect(ProjectCheck(opened: opened, now: Date()).lines.allSatisfy { $0.state != .problem })
    try tamper(project, sql)
    let after = try OpenProject(project.path, for: .reading)
    let problems = ProjectCheck(opened: after, now: Date()).lines.filter { $0.state == .problem }
    let problem = try #require(problems.first { $0.text.contains(text) })
    #expect(problem.remedy?.contains(remedy) == true)
  }

  @Test(
    "Events that were changed, and what the job has been since it was made, are found",
    arguments: [
      ("UPDATE event SET who = 'eva'", RecordFinding.Change.events),
      ("DELETE FROM event WHERE kind = 'roundPublished'", .events),
      ("UPDATE round SET estimatedAccuracy = 0.99 WHERE number = 1", .rounds),
      ("DELETE FROM round WHERE number = 1", .rounds),
      ("UPDATE project SET taskTimeLimit = 1", .decisions),
      (
        "INSERT INTO worker (name, answers) VALUES ('bob', 3)",
        .count(name: "answered by bob", kept: 3, found: 0)
      ),
      ("UPDATE project SET jobName = 'other', createdBy = NULL", .decisions),
    ])
  func history(_ sql: String, _ change: RecordFinding.Change) throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    try tamper(project, sql)
    let found = try findings(project)
    #expect(found.map(\.change) == [change])
  }

  @Test(
    "Values that commands refuse are named by doctor with their table, and no seal is blamed",
    arguments: [
      ("event", "UPDATE event SET at = 9e999"),
      ("session", "UPDATE session SET process = 9223372036854775807"),
      ("round", "UPDATE round SET seconds = -9e999"),
      ("item", "UPDATE item SET settledAt = 9e999"),
      ("step", "UPDATE step SET round = 9223372036854775807 WHERE name = 'createTrainingJob' OR 1"),
      (
        "failure",
        "INSERT INTO failure VALUES (2, 1800000000, CAST(zeroblob(20000000) AS TEXT))"
      ),
    ])
  func oddValues(_ table: String, _ sql: String) throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    let before = try OpenProject(project.path, for: .reading)
    #expect(ProjectCheck(opened: before, now: Date()).lines.allSatisfy { $0.state != .problem })
    try tamper(project, sql)
    let opened = try OpenProject(project.path, for: .reading)
    let problems = ProjectCheck(opened: opened, now: Date()).lines.filter { $0.state == .problem }
    #expect(problems.contains { $0.text.contains("table \(table): ") })
    #expect(!problems.contains { $0.remedy?.contains("answers.seal") == true })
  }

  @Test("A label that the lead never made goes, and the round ends")
  func foreignLabel() throws {
    let project = try LabeledProject()
    try tamper(
      project,
      "INSERT INTO label (number, name, key) VALUES (9, 'evil', 'z');"
        + "UPDATE project SET labelsForNextRound = 0")
    try RunCommand.parse([project.path, "--once"]).run()
    #expect(try project.store().labels().count == 4)
  }

  @Test("Label changes that the loop has read and that are gone are not taken for none")
  func lostLabelChanges() throws {
    let project = try LabeledProject()
    var add = try LabelsCommand.parseAsRoot(["add", project.path, "Sport", "--key", "s"])
    try add.run()
    try RunCommand.parse([project.path, "--once"]).run()
    try FileManager.default.removeItem(atPath: project.place.labelChanges)
    let error = #expect(throws: (any Error).self) {
      try RunCommand.parse([project.path, "--once"]).run()
    }
    #expect("\(try #require(error))".contains("label-changes.json: missing"))
  }

  @Test(
    "What a round published, and somebody changed, is found",
    arguments: [
      "UPDATE round SET lowerBound = 0.999, estimatedAccuracy = 0.9999",
      "UPDATE project SET labelsForNextRound = 1000000",
    ])
  func published(_ sql: String) throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    let before = try findings(project)
    #expect(before.isEmpty)
    try tamper(project, sql)
    let after = try findings(project)
    #expect(after.contains { if case .round = $0.change { true } else { false } })
  }

  @Test(
    "A decision in the lead's name that the lead did not make, or that was changed or undone, is found",
    arguments: [
      """
      INSERT INTO annotation (item, worker, session, kind, purpose, label, words, acceptedAt, submittedAt,
        secondsSpent, round, counted)
      SELECT id, 'root', 1, 'label', 'adjudication', 2, 'x', 1800000000, 1800000000, 0, 1, 1
      FROM item WHERE origin = 'worker' LIMIT 1;
      UPDATE item SET origin = 'adjudicated', label = 2, annotation = (SELECT max(id) FROM annotation)
      WHERE id = (SELECT item FROM annotation ORDER BY id DESC LIMIT 1);
      UPDATE label SET human = (SELECT count(*) FROM item WHERE label = number);
      """,
      """
      UPDATE annotation SET label = 3, words = 'other' WHERE purpose = 'adjudication';
      UPDATE item SET label = 3 WHERE origin = 'adjudicated';
      UPDATE label SET human = (SELECT count(*) FROM item WHERE label = number);
      """,
      """
      INSERT INTO annotation (item, worker, session, kind, purpose, undoes, acceptedAt, submittedAt,
        secondsSpent, round, counted)
      SELECT item, worker, session, 'undo', 'adjudication', id, 1800000000, 1800000000, 0, 1, 0
      FROM annotation WHERE purpose = 'adjudication';
      """,
      """
      INSERT INTO annotation (item, worker, session, kind, purpose, words, acceptedAt, submittedAt,
        secondsSpent, round, counted)
      SELECT item, worker, session, 'reopen', 'adjudication', 'x', 1800000000, 1800000000, 0, 1, 0
      FROM annotation WHERE purpose = 'label' LIMIT 1;
      """,
      """
      DELETE FROM item WHERE origin = 'adjudicated'; DELETE FROM annotation WHERE purpose = 'adjudication';
      UPDATE label SET human = (SELECT count(*) FROM item WHERE label = number);
      UPDATE project SET human = human - 1;
      """,
    ])
  func adjudications(_ sql: String) throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    let opened = try OpenProject(project.path, for: .writing)
    let decided = try opened.store.outcome().decisions
    let open = try #require((0..<LabeledProject.count).first { decided[$0] == nil })
    _ = try opened.store.adjudicate(
      [open], as: .label(1), because: "x", by: "lead", now: Date())
    // Decided between two rounds: the lead's own record has it already.
    #expect(try opened.recordFindings(now: Date()).open.isEmpty)
    try tamper(project, sql)
    let found = try findings(project)
    #expect(found.map(\.change).contains(.decisions))
  }

  @Test("An answer file whose lines name no item is refused")
  func noItem() throws {
    let project = try LabeledProject()
    let path = try project.folder.write(
      "answers.jsonl",
      "{\"line\": -9223372036854775808, \"source\": \"x\", \"workerId\": \"ana\", \"label\": \"Business\", "
        + "\"acceptedAt\": \"2026-01-01T00:00:00.000Z\", \"secondsSpent\": 1}\n")
    #expect(throws: (any Error).self) { try AnnotateCommand.parse([project.path, path]).run() }
  }
}
