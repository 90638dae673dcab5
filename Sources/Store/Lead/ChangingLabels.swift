package import Domain
package import Foundation

extension ProjectStore {
  /// Returns the database's copy of the job's labels.
  package func labels() throws -> LabelSet { try read(.distantPast) { try $0.labels() } }

  /// Brings items, counts and tasks to the lead's labels; nothing is written where the database has them
  /// already.
  ///
  /// The labels change in one transaction. Their items follow in several short ones, so that no labeler's
  /// key waits long; if this process is killed between them, the next call goes on.
  ///
  /// A label that was merged gives its items to the other one. The items of a label that was split are
  /// asked again before all others, and its auto-labels are taken back. A round that has not been
  /// published begins anew, and the next one is due.
  package func setLabels(_ labels: LabelSet, by person: String?, now: Date) throws {
    let isOther = try read(now) { try $0.labels().isOther(than: labels) || !$0.areLabelsNumbered() }
    if isOther { try beginLabels(labels, by: person, now: now) }
    guard try isOther || read(now, { try $0.labelToEmpty() }) != nil else { return }
    try voteAnew(now: now)
    try moveItems(by: person, now: now)
  }

  /// Makes the labels what `change` returns, which reads and writes the lead's own file, and brings items,
  /// counts and tasks to them.
  ///
  /// `change` is called once the database is this command's alone, as in `setSettings`.
  package func changeLabels(
    by person: String, now: Date, _ change: () throws -> LabelSet
  ) throws {
    try decide(now) { try $0.setLabels(change(), by: person) }
    try voteAnew(now: now)
    try moveItems(by: person, now: now)
  }

  /// Changes the labels, but not yet their items.
  func beginLabels(_ labels: LabelSet, by person: String?, now: Date) throws {
    try decide(now) { try $0.setLabels(labels, by: person) }
  }
}

extension LabelSet {
  /// Whether names, keys or uses differ; the database has no former names.
  fileprivate func isOther(than other: LabelSet) -> Bool {
    count != other.count
      || zip(labels, other.labels).contains {
        ($0.name, $0.key, $0.use.became) != ($1.name, $1.key, $1.use.became)
      }
  }
}

extension Transaction {
  /// Whether the labels' numbers are their places, as winnow writes them.
  fileprivate func areLabelsNumbered() throws -> Bool {
    try !db.exists(
      "SELECT 1 FROM label WHERE number < 0 OR number >= (SELECT count(*) FROM label)")
  }

  fileprivate func setLabels(_ wanted: LabelSet, by person: String?) throws {
    let present = try labels()
    try writeNames(wanted, known: present.count)
    let isSame = present.count <= wanted.count
    for (index, label) in present.labels.enumerated() where isSame {
      if wanted[index].name != label.name {
        try note(.labelRenamed(from: label.name, to: wanted[index].name), by: person)
      }
    }
    var parts = Array(wanted.labels.indices.dropFirst(present.count))
    for index in wanted.labels.indices
    where index >= present.count || present[index].use != wanted[index].use {
      // Labels that were merged into one that is split go with it.
      if present.labels.indices.contains(index), wanted[index].use == .split,
        case .merged = present[index].use
      {
        continue
      }
      try bring(index, of: wanted, &parts, by: person)
    }
    for index in parts { try note(.labelAdded(wanted[index].name), by: person) }
    if present.meanings != wanted.meanings { try makeRoundDue(wanted.count) }
  }

  /// Brings the items of one label to what became of it; new labels are the parts of one that was split.
  private func bring(
    _ index: Int, of wanted: LabelSet, _ parts: inout [Int], by person: String?
  ) throws {
    switch wanted[index].use {
    case .present: try db.execute("UPDATE label SET became = NULL WHERE number = ?", index)
    case .merged(let other):
      try merge(index, wanted[index].name, into: other, wanted[other].name, by: person)
    case .split:
      try split(index, wanted[index].name, into: parts.map { wanted[$0].name }, by: person)
      parts = []
    }
  }

  /// Writes names and keys, new labels among them; both are unique, so those of before go first.
  private func writeNames(_ labels: LabelSet, known: Int) throws {
    try db.execute("UPDATE label SET name = '#' || number || '#', key = '#' || number")
    for (number, label) in labels.labels.enumerated() {
      try db.execute(
        """
        INSERT INTO label (number, name, key) VALUES (?, ?, ?)
        ON CONFLICT (number) DO UPDATE SET name = excluded.name, key = excluded.key
        """, number, label.name, label.key.map { String($0) } ?? "#\(number)")
    }
    try removeLabels(beyond: labels.count)
  }

  /// Removes labels that the lead never made, with the items that have one; throws
  /// `StoreError.damaged` if answers have one, for those stay.
  private func removeLabels(beyond count: Int) throws {
    let condition = "number < 0 OR number >= ?"
    guard try db.exists("SELECT 1 FROM label WHERE \(condition)", count) else { return }
    guard try !db.exists("SELECT 1 FROM annotation WHERE label < 0 OR label >= ?", count) else {
      throw StoreError.damaged("answers have a label that the lead never made")
    }
    try db.execute("DELETE FROM item WHERE label < 0 OR label >= ?", count)
    try db.execute("DELETE FROM label WHERE \(condition)", count)
  }

  func makeRoundDue(_ labelCount: Int) throws {
    try db.execute("DELETE FROM step WHERE round > ?", project.currentRound)
    try db.execute("UPDATE project SET labelsForNextRound = 0 WHERE currentRound > 0")
    let auto: Int = try db.value("SELECT auto FROM project") ?? 0
    let isOpen = try db.exists("SELECT 1 FROM task WHERE kind = 'reopened'")
    let isUnlabeled = try db.exists("SELECT 1 FROM project WHERE human + auto + rejected < total")
    let isNew = try labelCount > labelsOfCurrentRound() && auto > 0
    guard isOpen || (project.status == .completed && (isUnlabeled || isNew)) else { return }
    try db.execute("UPDATE project SET status = ?", LabelingJobStatus.inProgress.rawValue)
  }

  /// Returns the number of labels that the current round knew, by its own report.
  private func labelsOfCurrentRound() throws -> Int { try promise()?.labels.count ?? 0 }

  private func merge(
    _ index: Int, _ name: String, into other: Int, _ otherName: String, by person: String?
  ) throws {
    let counts = try db.first("SELECT human, auto, initialAuto FROM label WHERE number = ?", index)
    {
      (people: try $0(0) as Int, auto: try $0(1) as Int, initialAuto: try $0(2) as Int)
    }
    guard let counts else { return }
    try db.execute("UPDATE label SET became = ?2 WHERE number = ?1 OR became = ?1", index, other)
    try db.execute("UPDATE task SET predicted = ?2 WHERE predicted = ?1", index, other)
    try db.execute("UPDATE lease SET previousLabel = ?2 WHERE previousLabel = ?1", index, other)
    // The auto-labels of rounds have no rows.
    try db.execute(
      "UPDATE label SET auto = auto + ? WHERE number = ?", counts.auto - counts.initialAuto, other)
    try db.execute("UPDATE label SET auto = initialAuto WHERE number = ?", index)
    try note(
      .labelMerged(name, into: otherName, people: counts.people, auto: counts.auto), by: person)
  }
}
