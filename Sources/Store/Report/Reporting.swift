package import Domain
package import Foundation

extension ProjectStore {
  /// Returns all that screens and commands show, in one read.
  package func report(now: Date) throws -> ProjectReport {
    var report = try read(now) { try $0.report() }
    report.loop.isRunning = liveness.isLoopRunning
    return report
  }

  /// Returns the counts alone.
  package func counts(now: Date) throws -> Counts { try read(now) { try $0.counts() } }
}

extension Transaction {
  fileprivate func report() throws -> ProjectReport {
    let rounds = try rounds()
    return ProjectReport(
      jobName: project.jobName, status: project.status, labels: try labels(),
      settings: project.settings, counts: try counts(), rounds: rounds, loop: try loop(),
      quality: QualityReport(
        target: project.settings.target, estimatedAccuracy: rounds.last?.estimatedAccuracy,
        lowerBound: rounds.last?.lowerBound, audited: project.audited,
        auditedCorrect: project.auditedCorrect),
      challenge: try latestChallenge(), workers: try workers(),
      events: try events(after: 0, limit: 40))
  }

  /// Returns the kept counts; the only tables that are counted hold no more than the open tasks.
  func counts() throws -> Counts {
    let labels = try db.all("SELECT human, auto FROM label ORDER BY number") {
      (human: try $0(0) as Int, auto: try $0(1) as Int)
    }
    let latest = try db.first(
      "SELECT autoLabeled, selected FROM round WHERE number = ?", project.currentRound
    ) { (auto: try $0(0) as Int, selected: try $0(1) as Int) }
    let leased: Int =
      try db.value("SELECT count(DISTINCT item) FROM lease WHERE endsAt > ?", now) ?? 0
    let tasks: Int = try db.value("SELECT count(*) FROM task") ?? 0
    return Counts(
      total: project.total, human: project.human, auto: project.auto, rejected: project.rejected,
      humanByLabel: labels.map(\.human), autoByLabel: labels.map(\.auto),
      autoannotated: latest?.auto ?? 0, selected: latest?.selected ?? 0, queued: tasks - leased,
      leased: leased)
  }

  private func labels() throws -> LabelSet {
    LabelSet(
      labels: try db.all("SELECT name, key FROM label ORDER BY number") {
        LabelSet.Label(name: try $0(0), key: (try $0(1) as String).first ?? " ")
      })
  }

  private func rounds() throws -> [RoundReport] {
    try db.all("SELECT * FROM round ORDER BY number") { row in
      RoundReport(
        number: try row("number"), publishedAt: try row("publishedAt"),
        trainedOn: try row("trainedOn"), autoLabeled: try row("autoLabeled"),
        humanLabeled: try row("humanLabeled"), selected: try row("selected"),
        estimatedAccuracy: try row("estimatedAccuracy"), lowerBound: try row("lowerBound"),
        seconds: try row("seconds"),
        confidenceHistogram: (try row("histogram") as String).split(separator: ",").compactMap {
          Int($0)
        }, threshold: try row("threshold"), model: try row("model"))
    }
  }
}
