package import Domain
package import Foundation

extension ProjectStore {
  /// Puts tasks in the queue, behind those that are there, and keeps how many human labels make the
  /// next round due.
  package func enqueue(_ tasks: [QueuedTask], labelsForNextRound: Int, now: Date) throws {
    try write(now) { transaction in
      let last: Int = try transaction.db.value("SELECT coalesce(max(rank), 0) FROM task") ?? 0
      try transaction.insert(tasks, round: 0, after: last)
      try transaction.db.execute("UPDATE project SET labelsForNextRound = ?", labelsForNextRound)
      try transaction.note(.tasksQueued(count: tasks.count))
    }
  }

  /// Makes a round current: its auto-labels, its counts and its tasks, in one transaction.
  ///
  /// Queued tasks that nobody holds give way to the round's own. Human labels that came since the
  /// round's snapshot win.
  package func publish(_ publication: RoundPublication, now: Date) throws {
    try write(now) { transaction in
      // Published before a kill that came ahead of the step's end: nothing is left to do.
      guard publication.report.number == transaction.project.currentRound + 1 else { return }
      try transaction.publish(publication)
    }
  }

  /// Makes the next round due whatever is labeled.
  package func makeRoundDue(because event: JobEvent, now: Date) throws {
    try write(now) { transaction in
      try transaction.db.execute("UPDATE project SET labelsForNextRound = 0")
      try transaction.note(event)
    }
  }

  /// Adds an event.
  package func note(_ event: JobEvent, by person: String? = nil, now: Date) throws {
    try write(now) { try $0.note(event, by: person) }
  }
}

extension Transaction {
  fileprivate func publish(_ publication: RoundPublication) throws {
    let report = publication.report
    try insert(report)
    let settled = try publishCounts(publication)
    // Counts that someone has changed in the database would make every round due at once.
    let next = max(publication.labelsForNextRound, project.human - settled + 1)
    let isDue =
      try project.labelsForNextRound == 0 || hasLabelsBeyond(publication.autoByLabel.count)
    try db.execute("DELETE FROM task WHERE NOT (\(Self.isHeld))")
    try insert(publication.tasks, round: report.number, after: 0)
    try db.execute(
      "UPDATE project SET currentRound = ?, watermark = ?, labelsForNextRound = ?",
      report.number, publication.watermark, isDue ? 0 : next)
    try db.execute("DELETE FROM failure")
    for alarm in publication.alarms ?? [] { try raise(alarm) }
    // One that nobody has answered was given up: items were added, or something else changed.
    if let check = publication.check, check.drawn > 0, let hasPassed = check.passed {
      try note(.checkEnded(hasPassed: hasPassed, wrong: check.wrong, drawn: check.drawn))
    }
    try note(
      .roundPublished(
        round: report.number, autoLabeled: report.autoLabeled, tasks: publication.tasks.count))
  }

  fileprivate func insert(_ tasks: [QueuedTask], round: Int, after rank: Int) throws {
    for (place, task) in tasks.enumerated() {
      try db.execute(
        """
        INSERT INTO task (item, rank, kind, predicted, inclusion, round, queuedAt, repeats)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7,
          CASE ?3 WHEN 'repeat' THEN ?8 END
        WHERE (?3 = 'repeat') = EXISTS (SELECT 1 FROM item
          WHERE id = ?1 AND (?3 <> 'repeat' OR origin IN ('worker', 'adjudicated')))
        ON CONFLICT DO NOTHING
        """, task.item, rank + place + 1, task.kind.rawValue, task.predicted, task.inclusion,
        round, now, task.kind == .repetition ? try lastVote(for: task.item) : nil)
    }
  }

  private func insert(_ report: RoundReport) throws {
    // Rows of rounds that have not been published are of other hands.
    try db.execute("DELETE FROM round WHERE number >= ?", report.number)
    try db.execute(
      """
      INSERT INTO round (number, publishedAt, trainedOn, autoLabeled, humanLabeled, selected,
        estimatedAccuracy, lowerBound, seconds, histogram, threshold, model, promise)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, report.number, now, report.trainedOn, report.autoLabeled, project.human,
      report.selected, report.estimatedAccuracy, report.lowerBound, report.seconds,
      report.confidenceHistogram.map(String.init).joined(separator: ","), report.threshold,
      report.model ?? "built-in", try report.promise.map(StoredJSON.text))
  }

  /// Writes the round's counts, less what was decided since its snapshot; returns how many items that was.
  ///
  /// The cost grows with what came in meanwhile.
  private func publishCounts(_ publication: RoundPublication) throws -> Int {
    var auto = try inPresentLabels(publication.autoByLabel)
    let decided = try decidedItems(since: publication)
    for item in decided {
      let label = try autoLabel(of: item, round: publication.report.number)
      if let label, auto.indices.contains(label) { auto[label] -= 1 }
    }
    for (number, count) in auto.enumerated() {
      try db.execute("UPDATE label SET auto = initialAuto + ? WHERE number = ?", count, number)
    }
    try db.execute("UPDATE project SET auto = (SELECT sum(auto) FROM label)")
    return decided.count
  }

  /// Returns the items that people or the lead have decided since a round's snapshot, or that the lead has
  /// people asked again.
  private func decidedItems(since publication: RoundPublication) throws -> Set<Item.ID> {
    let touched = "SELECT item FROM annotation WHERE id > ?1"
    let items = try db.all(
      """
      SELECT id FROM item WHERE origin <> 'initialAuto' AND id IN (\(touched))
      UNION SELECT item FROM annotation a WHERE id > ?1 AND kind = 'reopen' AND \(Self.stands)
      """, publication.watermark
    ) { try $0(0) as Item.ID }
    return try workersJudged(since: publication.report.number).reduce(into: Set(items)) {
      $0.formUnion(try decidedItems(answeredBy: $1))
    }
  }

  private func decidedItems(answeredBy worker: String) throws -> [Item.ID] {
    try db.all(
      """
      SELECT id FROM item WHERE origin <> 'initialAuto'
        AND id IN (SELECT item FROM annotation WHERE worker = ?)
      """, worker
    ) { try $0(0) }
  }

  /// Returns the workers whose answers the lead has set aside or restored since the round began: their items
  /// may have labels by answers of long before.
  private func workersJudged(since round: Int) throws -> Set<String> {
    let begin: Date? = try db.value(
      "SELECT startedAt FROM step WHERE round = ? AND name = ?", round,
      LoopStep.prepareForTraining.rawValue)
    // A command's event is of the time before it waited for the loop.
    let since = begin?.addingTimeInterval(-600) ?? .distantPast
    let events = try db.all("SELECT detail FROM event WHERE at >= ?", since) {
      JobEvent(json: try $0(0))
    }
    return events.reduce(into: []) { workers, event in
      switch event {
      case .annotationsSetAside(let worker, _, _), .annotationsRestored(let worker, _):
        workers.insert(worker)
      default: break
      }
    }
  }
}
