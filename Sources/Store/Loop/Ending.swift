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
        try !transaction.db.exists("SELECT 1 FROM task LIMIT 1")
      else { return false }
      try transaction.setStatus(.completed)
      try transaction.note(.jobCompleted(human: project.human, auto: project.auto))
      return true
    }
  }

  /// Hands out no more tasks: a stopping condition is met.
  package func endTasks(because condition: StoppingCondition, now: Date) throws {
    try write(now) { transaction in
      try transaction.setStatus(.stopping)
      try transaction.deleteFreeTasks()
      try transaction.note(.stopping(condition))
    }
  }

  /// Ends the job before all is labeled; nothing is stopped while a worker holds a task, false then.
  package func stop(now: Date) throws -> Bool {
    try write(now) { transaction in
      guard try !transaction.db.exists("SELECT 1 FROM lease LIMIT 1") else { return false }
      try transaction.setStatus(.stopped)
      try transaction.deleteFreeTasks()
      try transaction.note(.stopped)
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
