import Domain
package import Foundation

extension ProjectStore {
  /// Hands a worker no more items, and gives those in the worker's hands back.
  ///
  /// Answers that the worker gives all the same are kept and do not count. Returns false if the worker
  /// was paused for this reason already.
  package func pause(
    worker: String, by person: String, because reason: String, now: Date
  ) throws -> Bool {
    try decide(now) { transaction in
      guard try transaction.pauseReason(of: worker) != reason else { return false }
      try transaction.setPauseReason(reason, of: worker)
      try transaction.deleteLeases(of: worker)
      try transaction.note(.workerPaused(worker: worker, reason: reason), by: person)
      return true
    }
  }

  /// Hands items to a paused worker again; false if the worker was not paused.
  package func resume(worker: String, by person: String, now: Date) throws -> Bool {
    try decide(now) { transaction in
      guard try transaction.pauseReason(of: worker) != nil else { return false }
      try transaction.setPauseReason(nil, of: worker)
      try transaction.note(.workerResumed(worker: worker), by: person)
      return true
    }
  }

  /// Gives all items in a worker's hands back, and returns how many.
  package func breakLeases(of worker: String, by person: String, now: Date) throws -> Int {
    try write(now) { transaction in
      let count = try transaction.deleteLeases(of: worker)
      if count > 0 {
        try transaction.note(.leasesBroken(worker: worker, count: count), by: person)
      }
      return count
    }
  }
}

extension Transaction {
  /// Returns why a worker gets no items; nil for all others.
  func pauseReason(of worker: String) throws -> String? {
    try db.value(
      "SELECT pausedBecause FROM worker WHERE name = ? AND pausedBecause IS NOT NULL", worker)
  }

  fileprivate func setPauseReason(_ reason: String?, of worker: String) throws {
    try db.execute("UPDATE worker SET pausedBecause = ? WHERE name = ?", reason, worker)
  }

  @discardableResult
  fileprivate func deleteLeases(of worker: String) throws -> Int {
    try db.execute("DELETE FROM lease WHERE worker = ?", worker)
  }
}
