package import Domain
package import Foundation
import GRDB

extension SQLiteStore {
  /// All that screens and commands show, in one read.
  package func report(now: Date) throws -> ProjectReport {
    var report = try writer.read { db in
      let project = try Self.projectRow(db)
      let rounds = try Self.rounds(db)
      let latest = rounds.last
      return ProjectReport(
        jobName: project["jobName"], status: Self.status(project), labels: try Self.labels(db),
        counts: try Self.counts(db, project, now: now), rounds: rounds,
        loop: try Self.loop(db, project, now: now),
        quality: QualityReport(
          target: project["target"], estimatedAccuracy: latest?.estimatedAccuracy,
          lowerBound: latest?.lowerBound, audited: project["audited"],
          auditedCorrect: project["auditedCorrect"]),
        challenge: try Self.challenge(db), workers: try workers(db, now: now),
        events: try Self.events(db))
    }
    report.loop.isRunning = isLoopAlive()
    return report
  }
}

extension SQLiteStore {
  static func projectRow(_ db: Database) throws -> Row {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM project") else {
      throw DatabaseError(message: "the project's own row is missing")
    }
    return row
  }

  static func status(_ project: Row) -> LabelingJobStatus {
    LabelingJobStatus(rawValue: project["status"]) ?? .failed
  }

  /// The kept counts; the only tables that are counted hold no more than the open tasks.
  static func counts(_ db: Database, _ project: Row, now: Date) throws -> Counts {
    let labels = try Row.fetchAll(db, sql: "SELECT human, auto FROM label ORDER BY number")
    let latest = try Row.fetchOne(
      db, sql: "SELECT autoLabeled, selected FROM round WHERE number = ?",
      arguments: [project["currentRound"] as Int])
    let leased =
      try Int.fetchOne(
        db, sql: "SELECT count(DISTINCT item) FROM lease WHERE endsAt > ?",
        arguments: [now.timeIntervalSince1970]) ?? 0
    let tasks = try Int.fetchOne(db, sql: "SELECT count(*) FROM task") ?? 0
    return Counts(
      total: project["total"], human: project["human"], auto: project["auto"],
      failed: project["failed"], humanByLabel: labels.map { $0["human"] },
      autoByLabel: labels.map { $0["auto"] }, autoannotated: latest?["autoLabeled"] ?? 0,
      selected: latest?["selected"] ?? 0, queued: tasks - leased, leased: leased)
  }

  private static func labels(_ db: Database) throws -> LabelSet {
    let rows = try Row.fetchAll(db, sql: "SELECT name, key FROM label ORDER BY number")
    return LabelSet(
      labels: rows.map {
        LabelSet.Label(name: $0["name"], key: ($0["key"] as String).first ?? " ")
      })
  }

  private static func rounds(_ db: Database) throws -> [RoundReport] {
    try Row.fetchAll(db, sql: "SELECT * FROM round ORDER BY number").map { row in
      RoundReport(
        number: row["number"], publishedAt: Date(timeIntervalSince1970: row["publishedAt"]),
        trainedOn: row["trainedOn"], autoLabeled: row["autoLabeled"],
        humanLabeled: row["humanLabeled"], selected: row["selected"],
        estimatedAccuracy: row["estimatedAccuracy"], lowerBound: row["lowerBound"],
        seconds: row["seconds"],
        confidenceHistogram: (row["histogram"] as String).split(separator: ",").compactMap {
          Int($0)
        }, threshold: row["threshold"], model: row["model"])
    }
  }

  private static func loop(_ db: Database, _ project: Row, now: Date) throws -> LoopReport {
    let round: Int = (project["currentRound"] as Int) + 1
    let steps = try steps(db, round: round)
    let running = steps.last { $0.endedAt == nil }
    let failure = try String.fetchOne(
      db, sql: "SELECT reason FROM failure WHERE round = ?", arguments: [round])
    let needed = (project["dueAt"] as Int?).map { max(0, $0 - (project["human"] as Int)) }
    let state = state(project, isWorking: running != nil, hasFailed: failure != nil)
    return LoopReport(
      state: state, round: round,
      step: state == .waiting ? .shouldStartActiveLearning : running?.step,
      fraction: running == nil ? nil : Self.fraction(steps), labelsNeeded: needed ?? 0,
      failure: failure, steps: steps.isEmpty ? try self.steps(db, round: round - 1) : steps)
  }

  /// How far a round is: the share of its steps whose results are kept.
  private static func fraction(_ steps: [StepReport]) -> Double {
    Double(steps.count { $0.endedAt != nil }) / Double(LoopStep.ofRound.count)
  }

  private static func state(
    _ project: Row, isWorking: Bool, hasFailed: Bool
  ) -> LoopReport.State {
    if status(project).isOver { return .done }
    if project["isPaused"] { return .paused }
    if hasFailed { return .failed }
    return isWorking ? .working : .waiting
  }

  private static func steps(_ db: Database, round: Int) throws -> [StepReport] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, startedAt, endedAt, detail FROM step WHERE round = ?",
      arguments: [round])
    let steps = rows.compactMap { row -> StepReport? in
      guard let step = LoopStep(rawValue: row["name"]) else { return nil }
      return StepReport(
        step: step, startedAt: Date(timeIntervalSince1970: row["startedAt"]),
        endedAt: (row["endedAt"] as Double?).map(Date.init(timeIntervalSince1970:)),
        detail: row["detail"])
    }
    let order = Dictionary(uniqueKeysWithValues: zip(LoopStep.allCases, 0...))
    return steps.sorted { (order[$0.step] ?? 0) < (order[$1.step] ?? 0) }
  }

  private func workers(_ db: Database, now: Date) throws -> [WorkerReport] {
    let open = try Self.sessions(db, "TRUE").filter { isAlive($0.process) }
    let present = Set(open.map(\.session.worker))
    let pace = try Self.pace(db, now: now)
    return try Row.fetchAll(
      db, sql: "SELECT name, answers, lastAnswerAt FROM worker ORDER BY answers DESC, name"
    ).map { row in
      WorkerReport(
        name: row["name"], answers: row["answers"], answersPerMinute: pace[row["name"]] ?? 0,
        lastAnswerAt: (row["lastAnswerAt"] as Double?).map(Date.init(timeIntervalSince1970:)),
        isPresent: present.contains(row["name"]))
    }
  }

  /// Answers a minute over the last five, or since the first of them if that is less.
  private static func pace(_ db: Database, now: Date) throws -> [String: Double] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT worker, count(*) AS answers, min(submittedAt) AS since FROM annotation
        WHERE submittedAt > ? AND kind <> 'undo' GROUP BY worker
        """, arguments: [now.timeIntervalSince1970 - 300])
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let minutes = (now.timeIntervalSince1970 - (row["since"] as Double)) / 60
        return (row["worker"] as String, Double(row["answers"] as Int) / max(minutes, 0.25))
      })
  }

  private static func events(_ db: Database) throws -> [EventReport] {
    try Row.fetchAll(db, sql: "SELECT id, at, text FROM event ORDER BY id DESC LIMIT 40").map {
      EventReport(id: $0["id"], at: Date(timeIntervalSince1970: $0["at"]), text: $0["text"])
    }
  }
}
