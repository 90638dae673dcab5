package import Domain
package import Foundation
import GRDB

extension SQLiteStore {
  /// What the loop must know to decide what comes next.
  package func situation(now: Date) throws -> LoopSituation {
    try writer.read { db in
      let project = try Self.projectRow(db)
      let round: Int = project["currentRound"]
      let steps = try String.fetchAll(
        db, sql: "SELECT name FROM step WHERE round = ? AND endedAt IS NOT NULL",
        arguments: [round + 1])
      let latest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM annotation") ?? 0
      let watermark: Int64 = project["watermark"]
      var situation = LoopSituation(
        status: Self.status(project), isPaused: project["isPaused"],
        target: project["target"],
        counts: try Self.counts(db, project, now: now), currentRound: round,
        finishedSteps: Set(steps.compactMap(LoopStep.init(rawValue:))), dueAt: project["dueAt"],
        hasNewAnswers: latest > watermark, latestAnnotation: latest)
      situation.hasFailed =
        try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM failure WHERE round = ?)", arguments: [round + 1])
        ?? false
      situation.champion = ModelRole(rawValue: project["champion"]) ?? .model
      situation.challengedRound =
        try Int.fetchOne(db, sql: "SELECT max(round) FROM challenge") ?? 0
      return situation
    }
  }

  /// Every human label, as of one instant.
  package func snapshot(now: Date) throws -> LabelSnapshot {
    try writer.read { db in
      let labels = try Row.fetchAll(
        db,
        sql: """
          SELECT id, label FROM item WHERE origin IN ('worker', 'given') ORDER BY id
          """
      ).map { HumanLabel(item: $0["id"], label: $0["label"]) }
      let excluded = try Int.fetchAll(
        db, sql: "SELECT id FROM item WHERE origin IN ('failed', 'givenAuto') ORDER BY id")
      let held = try Int.fetchAll(db, sql: "SELECT item FROM task WHERE \(Self.isHeld)")
      let watermark = try Int64.fetchOne(db, sql: "SELECT max(id) FROM annotation") ?? 0
      return LabelSnapshot(
        labels: labels, excluded: excluded, held: held, alike: try Self.alike(db),
        watermark: watermark)
    }
  }

  /// Puts tasks in the queue, behind those that are there.
  package func enqueue(_ tasks: [QueuedTask], dueAt: Int, now: Date) throws {
    try writer.write { db in
      let last = try Int.fetchOne(db, sql: "SELECT max(rank) FROM task") ?? 0
      try Self.insert(db, tasks, round: 0, after: last, now: now)
      try db.execute(sql: "UPDATE project SET dueAt = ?", arguments: [dueAt])
      try Self.note("\(tasks.count) random items were put in the queue.", db, now: now)
    }
  }

  /// Makes a round current.
  package func publish(_ publication: RoundPublication, now: Date) throws {
    try writer.write { db in
      let number = publication.report.number
      let current = try Int.fetchOne(db, sql: "SELECT currentRound FROM project") ?? 0
      // Published before a kill that came ahead of the step's end: nothing is left to do.
      guard number == current + 1 else { return }
      try Self.insert(db, publication.report, now: now)
      try publishCounts(db, publication)
      try db.execute(sql: "DELETE FROM task WHERE NOT (\(Self.isHeld))")
      try Self.insert(db, publication.tasks, round: number, after: 0, now: now)
      try db.execute(
        sql: "UPDATE project SET currentRound = ?, watermark = ?, dueAt = ?",
        arguments: [number, publication.watermark, publication.dueAt])
      try db.execute(sql: "DELETE FROM failure")
      try Self.note(
        "Round \(number): \(publication.report.autoLabeled) auto-labels in all, "
          + "\(publication.tasks.count) tasks for people.", db, now: now)
    }
  }

  /// Completes the job, unless something has happened since `annotation`.
  package func complete(since annotation: Int64, because reason: String, now: Date) throws -> Bool {
    try writer.write { db in
      try db.execute(
        sql: """
          UPDATE project SET status = ?
          WHERE human + auto + failed = total AND NOT EXISTS (SELECT 1 FROM task)
            AND (SELECT coalesce(max(id), 0) FROM annotation) = ?
          """, arguments: [LabelingJobStatus.completed.rawValue, annotation])
      guard db.changesCount > 0 else { return false }
      try Self.note(reason, db, now: now)
      return true
    }
  }

  /// Ends the handing out of tasks, or the job once nobody holds one.
  package func stop(_ status: LabelingJobStatus, because reason: String, now: Date) throws -> Bool {
    try writer.write { db in
      let isHeld = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM lease)") ?? false
      if status.isOver && isHeld { return false }
      try db.execute(sql: "UPDATE project SET status = ?", arguments: [status.rawValue])
      try db.execute(sql: "DELETE FROM task WHERE NOT (\(Self.isHeld))")
      try Self.note(reason, db, now: now)
      return true
    }
  }

  /// Says that the next round is due whatever is labeled.
  package func makeRoundDue(because reason: String, now: Date) throws {
    try writer.write { db in
      try db.execute(sql: "UPDATE project SET dueAt = 0")
      try Self.note(reason, db, now: now)
    }
  }

  /// Adds a line to the events.
  package func note(_ text: String, now: Date) throws {
    try writer.write { try Self.note(text, $0, now: now) }
  }
}

extension SQLiteStore {
  /// Of a row of `task`: someone holds it, or has answered it in part.
  static let isHeld = """
    votes > 0 OR EXISTS (SELECT 1 FROM lease WHERE lease.item = task.item)
    """

  private static func insert(
    _ db: Database, _ tasks: [QueuedTask], round: Int, after rank: Int, now: Date
  ) throws {
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO task (item, rank, kind, predicted, inclusion, round, queuedAt)
        SELECT :item, :rank, :kind, :predicted, :inclusion, :round, :now
        WHERE NOT EXISTS (SELECT 1 FROM item WHERE id = :item) ON CONFLICT DO NOTHING
        """)
    for (place, task) in tasks.enumerated() {
      try insert.execute(arguments: [
        "item": task.item, "rank": rank + place + 1, "kind": task.kind.rawValue,
        "predicted": task.predicted, "inclusion": task.inclusion, "round": round,
        "now": now.timeIntervalSince1970,
      ])
    }
  }

  private static func insert(_ db: Database, _ report: RoundReport, now: Date) throws {
    try db.execute(
      sql: """
        INSERT INTO round (number, publishedAt, trainedOn, autoLabeled, humanLabeled, selected,
          estimatedAccuracy, lowerBound, seconds, histogram, threshold, model)
        VALUES (?, ?, ?, ?, (SELECT human FROM project), ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        report.number, now.timeIntervalSince1970, report.trainedOn, report.autoLabeled,
        report.selected, report.estimatedAccuracy, report.lowerBound, report.seconds,
        report.confidenceHistogram.map(String.init).joined(separator: ","), report.threshold,
        report.model ?? "built-in",
      ])
  }

  /// The round's counts, less what people have settled since its snapshot: the cost grows with
  /// what came in meanwhile.
  private func publishCounts(_ db: Database, _ publication: RoundPublication) throws {
    var auto = publication.autoByLabel
    let settled = try Int.fetchAll(
      db, sql: "SELECT id FROM item WHERE annotation > ?",
      arguments: [publication.watermark])
    for item in settled {
      let label = try autoLabels.autoLabel(of: item, round: publication.report.number)
      if let label { auto[label] -= 1 }
    }
    for (number, count) in auto.enumerated() {
      try db.execute(
        sql: "UPDATE label SET auto = givenAuto + ? WHERE number = ?", arguments: [count, number])
    }
    try db.execute(sql: "UPDATE project SET auto = (SELECT sum(auto) FROM label)")
  }
}
