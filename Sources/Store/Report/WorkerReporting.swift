import Domain
import Foundation

extension ProjectStore {
  /// Returns the numbers of answers that the lead has set aside, by worker; reads each of them.
  package func answersSetAside() throws -> [String: Int] {
    let rows = try database.read { db in
      try db.all(
        """
        SELECT worker, count(*) FROM setAside s JOIN annotation a ON a.id = s.annotation GROUP BY worker
        """
      ) { (try $0(0) as String, try $0(1) as Int) }
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}

/// The workers' numbers of annotations and their pace.
extension Transaction {
  func workers() throws -> [WorkerReport] {
    let open = try OpenSession.all(db).filter { liveness.isAlive($0.process) }
    let present = Set(open.map(\.session.worker))
    let (pace, gold) = (try pace(), try goldAnswers())
    return try db.all(
      """
      SELECT name, answers, lastAnswerAt, pausedBecause FROM worker
      WHERE lastAnswerAt IS NOT NULL OR EXISTS (SELECT 1 FROM session
        WHERE worker = name AND coalesce(closedAt > openedAt, 1))
      ORDER BY answers DESC, name
      """
    ) { row in
      let name: String = try row("name")
      var report = WorkerReport(
        name: name, answers: try row("answers"), answersPerMinute: pace[name] ?? 0,
        lastAnswerAt: try row("lastAnswerAt"), isPresent: present.contains(name))
      report.gold = gold[name]
      report.pausedBecause = try row("pausedBecause")
      return report
    }
  }

  /// Returns one worker; none who has never opened a session.
  func worker(_ name: String) throws -> [WorkerReport] {
    try db.all(
      "SELECT answers, lastAnswerAt, pausedBecause FROM worker WHERE name = ?", name
    ) { row in
      var report = WorkerReport(
        name: name, answers: try row("answers"),
        answersPerMinute: try pace(of: name)[name] ?? 0, lastAnswerAt: try row("lastAnswerAt"),
        isPresent: true)
      report.pausedBecause = try row("pausedBecause")
      return report
    }
  }

  /// Returns annotations a minute over the last five, or since the first of them if that is less.
  private func pace(of worker: String? = nil) throws -> [String: Double] {
    let rows = try db.all(
      """
      SELECT worker, count(*), min(submittedAt) FROM annotation
      WHERE submittedAt > ?1 AND kind <> 'undo' AND NOT \(AdjudicationRow.isOne)
        AND (?2 IS NULL OR worker = ?2) GROUP BY worker
      """, now.addingTimeInterval(-300), worker
    ) { (worker: try $0(0) as String, count: try $0(1) as Int, since: try $0(2) as Date) }
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        ($0.worker, Double($0.count) / max(now.timeIntervalSince($0.since) / 60, 0.25))
      })
  }
}
