import Domain
package import Foundation

extension ProjectStore {
  /// Labels the items of open tasks that have enough annotations since the lead asks for fewer.
  ///
  /// A task in a worker's hands waits for that worker. A round that was cut off begins anew, since its
  /// snapshot is without these labels. Nothing is written where none is ready.
  package func settleReadyTasks(now: Date) throws {
    guard try !read(now, { try $0.readyTasks() }).isEmpty else { return }
    try write(now) { transaction in
      for item in try transaction.readyTasks() { try transaction.settleReady(item) }
      try transaction.db.execute(
        "DELETE FROM step WHERE round > ?", transaction.project.currentRound)
    }
  }
}

/// The labels that items get by people, and the counts that move with them.
extension Transaction {
  /// Labels an item by the majority of its votes once it has enough; `number` is the last one's.
  func settleIfEnough(_ task: TaskRow, _ votes: [Int], _ number: Int64) throws {
    guard project.settings.isEnough(votes), let vote = MajorityVote(votes) else {
      try db.execute("UPDATE task SET votes = ? WHERE item = ?", votes.count, task.item)
      return
    }
    try settle(task.item, label: vote.label, agreement: vote.agreement, number)
  }

  fileprivate func readyTasks() throws -> [Item.ID] {
    try db.all(
      """
      SELECT item FROM task WHERE votes >= ? AND kind NOT IN ('repeat', 'gold')
        AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.item = task.item) ORDER BY rank
      """, project.settings.blindOpinions
    ) { try $0(0) as Item.ID }
    .filter { project.settings.isEnough(try votes(for: $0).map(\.label)) }
  }

  fileprivate func settleReady(_ item: Item.ID) throws {
    guard let task = try task(of: item), let last = try lastVote(for: item) else { return }
    try settleIfEnough(task, try votes(for: item).map(\.label), last)
  }

  /// Gives an item a label by people and ends its task.
  func settle(_ item: Item.ID, label: Int, agreement: Double, _ annotation: Int64) throws {
    try db.execute("DELETE FROM task WHERE item = ?", item)
    try db.execute(
      """
      INSERT INTO item (id, origin, label, agreement, annotation, settledAt)
      VALUES (?, 'worker', ?, ?, ?, ?)
      """, item, label, agreement, annotation, now)
    // Out of the auto-labels first: the schema holds the sum below the total at every step.
    if let old = try currentAutoLabel(of: item) {
      try db.execute("UPDATE project SET auto = auto - 1, human = human + 1")
      try db.execute("UPDATE label SET auto = auto - 1 WHERE number = ?", old)
      try db.execute("UPDATE label SET human = human + 1 WHERE number = ?", label)
    } else {
      try adjustHuman(label: label, by: 1)
    }
  }

  func adjustHuman(label: Int, by change: Int) throws {
    try db.execute("UPDATE project SET human = human + ?", change)
    try db.execute("UPDATE label SET human = human + ? WHERE number = ?", change, label)
  }

  /// Moves an item out of the current round's auto-labels (−1), or back into them (+1).
  func adjustAuto(_ item: Item.ID, by change: Int) throws {
    guard let label = try currentAutoLabel(of: item) else { return }
    try db.execute("UPDATE project SET auto = auto + ?", change)
    try db.execute("UPDATE label SET auto = auto + ? WHERE number = ?", change, label)
  }

  /// Returns the label that the current round gave to an item; nil while the lead has people asked
  /// again.
  ///
  /// A round's file may be lost: the annotation is kept all the same, and the next round, which
  /// counts anew, is due.
  func currentAutoLabel(of item: Item.ID) throws -> Int? {
    guard project.currentRound > 0, try !isReopened(item) else { return nil }
    do {
      return try autoLabel(of: item, round: project.currentRound)
    } catch {
      try makeRoomForLabel()
      return nil
    }
  }

  /// Holds the sum of the counts below the total where it is not known what an item was.
  private func makeRoomForLabel() throws {
    let counts = try db.first("SELECT auto, total - human - rejected - 1 FROM project") {
      (auto: try $0(0) as Int, room: try $0(1) as Int)
    }
    guard let counts else { return }
    try db.execute(
      "UPDATE project SET labelsForNextRound = 0, auto = ?",
      max(0, min(counts.auto, counts.room)))
  }
}
