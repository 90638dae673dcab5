import Domain
import Foundation

/// Who has labeled how much, and how fast.
extension Transaction {
  func workers() throws -> [WorkerReport] {
    let open = try OpenSession.all(db).filter { liveness.isAlive($0.process) }
    let present = Set(open.map(\.session.worker))
    let pace = try pace()
    return try db.all(
      "SELECT name, answers, lastAnswerAt FROM worker ORDER BY answers DESC, name"
    ) { row in
      let name: String = try row("name")
      return WorkerReport(
        name: name, answers: try row("answers"), answersPerMinute: pace[name] ?? 0,
        lastAnswerAt: try row("lastAnswerAt"), isPresent: present.contains(name))
    }
  }

  /// Returns annotations a minute over the last five, or since the first of them if that is less.
  private func pace() throws -> [String: Double] {
    let rows = try db.all(
      """
      SELECT worker, count(*), min(submittedAt) FROM annotation
      WHERE submittedAt > ? AND kind <> 'undo' GROUP BY worker
      """, now.addingTimeInterval(-300)
    ) { (worker: try $0(0) as String, count: try $0(1) as Int, since: try $0(2) as Date) }
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        ($0.worker, Double($0.count) / max(now.timeIntervalSince($0.since) / 60, 0.25))
      })
  }
}
