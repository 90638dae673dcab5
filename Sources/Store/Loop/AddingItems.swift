package import Domain
package import Foundation

extension ProjectStore {
  /// Takes items into the project, once: an addition that is there already changes nothing.
  ///
  /// A round that has not been published begins anew, and the next one is due once the random ones are
  /// answered. A job that was over goes on.
  package func add(_ addition: ItemAddition, now: Date) throws {
    try write(now) { transaction in
      guard transaction.project.total == addition.items.lowerBound else { return }
      try transaction.add(addition)
    }
  }
}

extension Transaction {
  fileprivate func add(_ addition: ItemAddition) throws {
    let count = addition.items.count
    let human = addition.initialLabels.values.count { $0.isHuman }
    try db.execute(
      """
      INSERT OR IGNORE INTO segment (number, firstItem, count, file, addedAt)
      SELECT count(*), ?, ?, ?, ? FROM segment
      """, addition.items.lowerBound, count, "input.manifest", now)
    try db.execute(
      "UPDATE project SET total = total + ?, human = human + ?, auto = auto + ?", count, human,
      addition.initialLabels.count - human)
    for (item, label) in addition.initialLabels.sorted(by: { $0.key < $1.key }) {
      try insertInitial(label, of: item)
    }
    try ask(addition.asked, human: project.human + human)
    try db.execute("DELETE FROM step WHERE round > ?", project.currentRound)
    if project.status.isOver || project.status == .stopping {
      try db.execute("UPDATE project SET status = ?", LabelingJobStatus.inProgress.rawValue)
    }
    try note(.itemsAdded(items: count, labeled: human))
  }

  private func insertInitial(_ label: InitialLabel, of item: Item.ID) throws {
    try db.execute(
      "INSERT INTO item (id, origin, label, settledAt) VALUES (?, ?, ?, ?)", item,
      (label.isHuman ? ItemOrigin.initial : .initialAuto).rawValue, label.index, now)
    let change =
      label.isHuman ? "human = human + 1" : "auto = auto + 1, initialAuto = initialAuto + 1"
    try db.execute("UPDATE label SET \(change) WHERE number = ?", label.index)
  }

  /// Queues items before all others; before the first round the start draws from all.
  private func ask(_ items: [Item.ID], human: Int) throws {
    guard project.currentRound > 0 else { return }
    let first: Int = try db.value("SELECT coalesce(min(rank), 1) FROM task") ?? 1
    for (place, item) in items.enumerated() {
      try db.execute(
        "INSERT INTO task (item, rank, kind, round, queuedAt) VALUES (?, ?, 'start', ?, ?)", item,
        first - items.count + place, project.currentRound, now)
    }
    try db.execute("UPDATE project SET labelsForNextRound = ?", human + items.count)
  }
}
