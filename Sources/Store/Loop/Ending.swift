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

  /// Returns the status of a job that is over, or about to be, though nothing explains it; nil for all others.
  ///
  /// `hasEnded` tells whether the loop has ended the job.
  package func unexplainedStatus(hasEnded: () throws -> Bool) throws -> LabelingJobStatus? {
    try read(.distantPast) { try $0.unexplainedStatus(hasEnded) }
  }

  /// Lets a job go on whose end nothing explains, and notes that its records were changed.
  package func reopenUnexplained(hasEnded: () throws -> Bool, now: Date) throws {
    guard try unexplainedStatus(hasEnded: hasEnded) != nil else { return }
    let finding: RecordFinding? = try write(now) { transaction in
      guard let status = try transaction.unexplainedStatus(hasEnded) else { return nil }
      try transaction.setStatus(.inProgress)
      try transaction.db.execute("UPDATE project SET labelsForNextRound = 0 WHERE currentRound > 0")
      return RecordFinding(
        .status(status.rawValue), foundAt: now, round: transaction.project.currentRound)
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

  /// Lets a completed job go on with a round.
  package func goOn(now: Date) throws {
    try write(now) { transaction in
      guard transaction.project.status == .completed else { return }
      try transaction.setStatus(.inProgress)
      try transaction.db.execute("UPDATE project SET labelsForNextRound = 0")
      try transaction.note(.jobReopened)
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
  fileprivate func unexplainedStatus(_ hasEnded: () throws -> Bool) throws -> LabelingJobStatus? {
    let isExplained =
      switch project.status {
      case .inProgress: true
      case .completed:
        try project.human + project.auto + project.rejected == project.total && hasEnded()
      case .stopping, .stopped:
        try project.settings.stoppingCondition(counts()) != nil || hasEnded()
      case .failed, .initializing: false
      }
    return isExplained ? nil : project.status
  }

  fileprivate func setStatus(_ status: LabelingJobStatus) throws {
    try db.execute("UPDATE project SET status = ?", status.rawValue)
  }

  fileprivate func deleteFreeTasks() throws {
    try db.execute("DELETE FROM task WHERE NOT (\(Self.isHeld))")
  }
}
