package import Domain
package import Foundation

extension ProjectStore {
  /// Completes the job, unless someone has annotated or undone since `annotation` or a task is
  /// there again; false then.
  package func complete(since annotation: Int64, now: Date) throws -> Bool {
    try write(now) { transaction in
      let project = transaction.project
      guard project.human + project.auto + project.rejected == project.total,
        try transaction.latestAnnotation() == annotation,
        try !transaction.db.exists("SELECT 1 FROM task WHERE kind <> 'gold' LIMIT 1")
      else { return false }
      try transaction.setStatus(.completed)
      try transaction.note(.jobCompleted(human: project.human, auto: project.auto))
      return true
    }
  }

  /// Lets a job go on that is said to be completed though items are unlabeled, and notes that its
  /// records were changed.
  package func reopenUnfinished(now: Date) throws {
    func unfinished(_ transaction: Transaction) -> Int? {
      let project = transaction.project
      let done = project.human + project.auto + project.rejected
      return project.status == .completed && done < project.total ? done : nil
    }
    guard try read(now, unfinished) != nil else { return }
    let finding: RecordFinding? = try write(now) { transaction in
      guard let done = unfinished(transaction) else { return nil }
      try transaction.setStatus(.inProgress)
      try transaction.db.execute("UPDATE project SET labelsForNextRound = 0 WHERE currentRound > 0")
      let total = transaction.project.total
      return RecordFinding(
        .count(name: "done at the job's end", kept: total, found: done), foundAt: now,
        round: transaction.project.currentRound)
    }
    guard let finding else { return }
    try note([finding], round: finding.foundRound, now: now)
  }

  /// Hands out no more tasks: a stopping condition is met.
  ///
  /// Does nothing if the job is stopping already, or over.
  package func endTasks(
    because condition: StoppingCondition, by person: String? = nil, now: Date
  ) throws {
    try write(now) { transaction in
      guard transaction.project.status == .inProgress else { return }
      try transaction.setStatus(.stopping)
      try transaction.deleteFreeTasks()
      try transaction.note(.stopping(condition), by: person)
    }
  }

  /// Ends the job before all is labeled; nothing is stopped while a worker holds a task, false then.
  package func stop(now: Date) throws -> Bool {
    try write(now) { transaction in
      let isHeld = try transaction.db.exists(
        "SELECT 1 FROM lease JOIN task ON task.item = lease.item WHERE kind <> 'gold' LIMIT 1")
      guard !isHeld else { return false }
      try transaction.setStatus(.stopped)
      try transaction.deleteFreeTasks()
      try transaction.note(.stopped)
      return true
    }
  }

  /// Lets a job that is stopping or stopped go on, a round first; false if it is neither.
  package func resume(by person: String, now: Date) throws -> Bool {
    try write(now) { transaction in
      guard [.stopping, .stopped].contains(transaction.project.status) else { return false }
      try transaction.setStatus(.inProgress)
      try transaction.db.execute("UPDATE project SET labelsForNextRound = 0 WHERE currentRound > 0")
      try transaction.note(.jobResumed, by: person)
      return true
    }
  }
}

extension Transaction {
  fileprivate func setStatus(_ status: LabelingJobStatus) throws {
    try db.execute("UPDATE project SET status = ?", status.rawValue)
  }

  fileprivate func deleteFreeTasks() throws {
    try db.execute("DELETE FROM task WHERE NOT (\(Self.isHeld))")
  }
}
