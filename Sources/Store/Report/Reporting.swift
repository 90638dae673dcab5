package import Domain
package import Foundation

extension ProjectStore {
  /// Returns all that screens and commands show, in one read.
  package func report(now: Date) throws -> ProjectReport {
    withLoopState(try read(now) { try $0.wholeReport() })
  }

  /// Returns the report with the steps of all rounds.
  package func stepsReport(now: Date) throws -> ProjectReport {
    withLoopState(
      try read(now) { transaction in
        var report = try transaction.wholeReport()
        report.pastSteps = try transaction.pastSteps()
        return report
      })
  }

  /// Returns the report with the latest thousand events.
  package func eventsReport(now: Date) throws -> ProjectReport {
    withLoopState(try read(now) { try $0.wholeReport(events: 1_000) })
  }

  /// Returns what a labeling screen shows: the latest round and one worker alone.
  package func summary(of worker: String, now: Date) throws -> ProjectReport {
    withLoopState(
      try read(now) { transaction in
        try transaction.report(
          rounds: transaction.rounds(latestOnly: true), workers: transaction.worker(worker),
          events: [])
      })
  }

  private func withLoopState(_ report: ProjectReport) -> ProjectReport {
    var report = report
    report.loop.isRunning = liveness.isLoopRunning
    return report
  }

  /// Returns the counts alone.
  package func counts(now: Date) throws -> Counts { try read(now) { try $0.counts() } }
}

extension Transaction {
  fileprivate func wholeReport(events: Int = 40) throws -> ProjectReport {
    try report(
      rounds: rounds(), workers: workers(), events: self.events(after: 0, limit: events))
  }

  fileprivate func report(
    rounds: [RoundReport], workers: [WorkerReport], events: [EventReport]
  ) throws -> ProjectReport {
    var report = ProjectReport(
      jobName: project.jobName, status: project.status, labels: try labels(),
      settings: project.settings, counts: try counts(), rounds: rounds, loop: try loop(),
      quality: QualityReport(
        target: project.settings.target, estimatedAccuracy: rounds.last?.estimatedAccuracy,
        lowerBound: rounds.last?.lowerBound),
      challenge: try latestChallenge(), workers: workers, events: events)
    report.quality.promise = try promise()
    report.alarms = try alarms()
    return report
  }

  /// Returns the evidence for the accuracy of the current round; nil in rounds of other versions.
  func promise() throws -> PromiseReport? {
    try storedPromise().flatMap { try? StoredJSON.value($0, of: "a promise") }
  }

  /// Whether the job may complete with the current round's auto-labels: not if what a round of
  /// another version kept of them cannot be read.
  func allowsCompletion() throws -> Bool {
    try storedPromise() == nil || promise()?.isComplete == true
  }

  private func storedPromise() throws -> String? {
    try db.value("SELECT promise FROM round WHERE number = ?", project.currentRound)
  }

  /// Returns the kept counts; the only tables that are counted hold no more than the open tasks.
  func counts() throws -> Counts {
    let labels = try db.all("SELECT human, auto FROM label ORDER BY number") {
      (human: try ProjectRow.count("human", $0), auto: try ProjectRow.count("auto", $0))
    }
    let latest = try db.first(
      "SELECT autoLabeled, selected FROM round WHERE number = ?", project.currentRound
    ) { (auto: try $0(0) as Int, selected: try $0(1) as Int) }
    let leased: Int =
      try db.value(
        """
        SELECT count(DISTINCT lease.item) FROM lease JOIN task ON task.item = lease.item
        WHERE endsAt > ? AND kind <> 'gold'
        """, now) ?? 0
    let tasks: Int = try db.value("SELECT count(*) FROM task WHERE kind <> 'gold'") ?? 0
    var counts = Counts(
      total: project.total, human: project.human, auto: project.auto, rejected: project.rejected,
      humanByLabel: labels.map(\.human), autoByLabel: labels.map(\.auto),
      autoannotated: latest?.auto ?? 0, selected: latest?.selected ?? 0, queued: tasks - leased,
      leased: leased)
    guard project.workersPerItem > 1 else { return counts }
    counts.partlyAnnotated = try db.value("SELECT count(*) FROM task WHERE votes > 0") ?? 0
    counts.votes = try db.value("SELECT coalesce(sum(votes), 0) FROM task") ?? 0
    return counts
  }

  func labels() throws -> LabelSet {
    LabelSet(
      labels: try db.all("SELECT name, key, became FROM label ORDER BY number") { row in
        let key: String = try row(1)
        return LabelSet.Label(
          name: try row(0), key: key.count == 1 ? key.first : nil,
          use: LabelSet.Use(became: try row(2)))
      })
  }

  /// More items than any project has.
  private static let mostItems = 1 << 40

  func rounds(latestOnly: Bool = false) throws -> [RoundReport] {
    let condition = latestOnly ? "=" : "<="
    return try db.all(
      "SELECT * FROM round WHERE number \(condition) ? ORDER BY number", project.currentRound
    ) { row in
      RoundReport(
        number: try row("number"), publishedAt: try row("publishedAt"),
        trainedOn: try row("trainedOn"), autoLabeled: try row("autoLabeled"),
        humanLabeled: try row("humanLabeled"), selected: try row("selected"),
        estimatedAccuracy: try row("estimatedAccuracy"), lowerBound: try row("lowerBound"),
        seconds: try row("seconds"),
        confidenceHistogram: (try row("histogram") as String).split(separator: ",").compactMap {
          Int($0).flatMap { 0...Self.mostItems ~= $0 ? $0 : nil }
        }, threshold: try row("threshold"), model: try row("model"))
    }
  }
}
