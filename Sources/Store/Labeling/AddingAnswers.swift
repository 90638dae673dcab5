package import Domain
package import Foundation

extension ProjectStore {
  /// Adds answers that a screen kept in a file, in one transaction; those that are there already are
  /// passed over.
  ///
  /// Each pair has the index of its label; nil for a rejected item. An item that nobody has labeled
  /// takes the answer whether it has a task or not.
  package func add(
    _ answers: [(answer: KeptAnswer, label: Int?)], process: ProcessIdentity, now: Date
  ) throws -> AddedAnswers {
    try write(now) { transaction in
      var result = AddedAnswers()
      for worker in Set(answers.map(\.answer.workerId)).sorted() {
        let session = try transaction.openSession(worker, process)
        for (answer, label) in answers where answer.workerId == worker {
          try transaction.add(answer, label, by: session, &result)
        }
        try transaction.close(session)
      }
      return result
    }
  }
}

extension Transaction {
  fileprivate func add(
    _ answer: KeptAnswer, _ label: Int?, by session: WorkerSession, _ result: inout AddedAnswers
  ) throws {
    guard try !has(answer) else {
      result.known += 1
      return
    }
    try makeTask(for: answer.item)
    let counted: Bool
    if let label {
      counted = try annotate(
        Annotation(
          item: answer.item, label: label, acceptedAt: answer.acceptedAt,
          secondsSpent: answer.secondsSpent), by: session
      ).counted
    } else {
      counted = try reject(
        answer.item, because: answer.rejected ?? .other(""), by: session,
        acceptedAt: answer.acceptedAt)
    }
    if counted { result.added += 1 } else { result.late += 1 }
  }

  /// Whether an answer is there: of the same worker to the same item, shown at the same time.
  ///
  /// The sign before `worker` keeps SQLite from reading all of the worker's answers.
  private func has(_ answer: KeptAnswer) throws -> Bool {
    try db.exists(
      """
      SELECT 1 FROM annotation
      WHERE item = ? AND +worker = ? AND kind <> 'undo' AND abs(acceptedAt - ?) < 0.002
      """, answer.item, answer.workerId, answer.acceptedAt)
  }

  /// Puts an item that nobody has labeled before all others, unless it is in the queue.
  private func makeTask(for item: Item.ID) throws {
    try db.execute(
      """
      INSERT INTO task (item, rank, kind, round, queuedAt)
      SELECT ?1, (SELECT coalesce(min(rank), 0) - 1 FROM task), 'choice', ?2, ?3
      WHERE NOT EXISTS (SELECT 1 FROM item WHERE id = ?1)
      ON CONFLICT DO NOTHING
      """, item, project.currentRound, now)
  }
}
