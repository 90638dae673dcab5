package import Domain
package import Foundation

extension ProjectStore {
  /// Returns what the loop must know to decide what comes next, in one read.
  package func situation(now: Date) throws -> LoopSituation {
    try read(now) { try $0.situation() }
  }

  /// Returns every human label and who has which items, as of one instant.
  package func snapshot(now: Date) throws -> LabelSnapshot {
    try read(now) { transaction in
      let db = transaction.db
      // Rows of other hands may be of no item.
      let isReal = "id BETWEEN 0 AND (SELECT total - 1 FROM project)"
      return LabelSnapshot(
        labels: try db.all(
          """
          SELECT id, label FROM item WHERE origin IN ('worker', 'initial', 'adjudicated') AND \(isReal)
          ORDER BY id
          """
        ) { HumanLabel(item: try $0(0), label: try $0(1)) },
        excluded: try db.all(
          "SELECT id FROM item WHERE origin IN ('rejected', 'initialAuto') AND \(isReal) ORDER BY id"
        ) { try $0(0) },
        held: try db.all(
          "SELECT item FROM task WHERE (\(Transaction.isHeld)) AND kind NOT IN ('reopened', 'gold')"
        ) { try $0(0) },
        copied: try transaction.copiedLabels(), repeats: try transaction.repeats(),
        adjudicated: try transaction.adjudicatedItems(),
        watermark: try transaction.latestAnnotation())
    }
  }
}

extension Transaction {
  fileprivate func situation() throws -> LoopSituation {
    let next = project.currentRound + 1
    let steps = try db.all(
      "SELECT name FROM step WHERE round = ? AND endedAt IS NOT NULL", next
    ) { try $0(0) as String }
    let latest = try latestAnnotation()
    var situation = LoopSituation(
      status: project.status, settings: project.settings, counts: try counts(),
      currentRound: project.currentRound,
      finishedSteps: Set(steps.compactMap(LoopStep.init(rawValue:))),
      labelsForNextRound: project.labelsForNextRound, hasNewAnswers: latest > project.watermark,
      latestAnnotation: latest)
    situation.pace = try pace()
    situation.hasFailed = try db.exists("SELECT 1 FROM failure WHERE round = ?", next)
    situation.hasOpenAlarm = try alarms().contains(where: \.isOpen)
    situation.allowsCompletion = try allowsCompletion()
    situation.champion = project.champion
    situation.challengedRound =
      try db.value("SELECT coalesce(max(round), 0) FROM challenge") ?? 0
    return situation
  }

  /// Returns the pace of the last minute, or that of the workers at open screens if that is more.
  private func pace() throws -> WorkPace {
    let answers: Int =
      try db.value(
        "SELECT count(*) FROM annotation WHERE submittedAt > ?", now.addingTimeInterval(-60)) ?? 0
    let open = try OpenSession.all(db).count { liveness.isAlive($0.process) }
    return WorkPace(
      answersPerSecond: max(Double(answers) / 60, WorkPace.ofWorker * Double(open)),
      secondsOfRound: try db.value(
        "SELECT seconds FROM round WHERE number = ?", project.currentRound)
        ?? 0)
  }

  /// Returns the second answers that stand beside a first one that does, oldest first.
  fileprivate func repeats() throws -> [RepeatedAnnotation] {
    try db.all(
      """
      SELECT a.item, \(Self.current("a.label")), a.worker = first.worker FROM annotation a
      JOIN annotation first ON first.id = a.repeats
      WHERE a.purpose = 'repeat' AND a.kind = 'label' AND \(Self.stands)
        AND \(Self.stands("first")) ORDER BY a.id
      """
    ) { RepeatedAnnotation(item: try $0(0), label: try $0(1), isBySameWorker: try $0(2)) }
  }

  /// Returns the number of the latest annotation; 0 before the first.
  func latestAnnotation() throws -> Int64 {
    try db.value("SELECT coalesce(max(id), 0) FROM annotation") ?? 0
  }
}
