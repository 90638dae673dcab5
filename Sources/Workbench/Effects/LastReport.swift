package import Domain

/// The last report that a screen got, as far as the time of the next one depends on it.
package struct LastReport: Sendable {
  /// The version of the project that it is of; nil if none could be read.
  let version: Int?
  /// Nil if the project could not be read.
  let report: ProjectReport?
  private let at = ContinuousClock.now

  /// The shortest time between two reports that no view has asked for, in seconds.
  package static let shortestSilence = 1.0
  /// The longest one: an idle screen must cost next to nothing.
  package static let longestSilence = 5.0
  /// The longest one for a project in which nothing changes by time alone.
  package static let restingSilence = 60.0

  package init(version: Int?, report: ProjectReport?) {
    (self.version, self.report) = (version, report)
  }

  func isSilent(for seconds: Double) -> Bool { at.duration(to: .now) >= .seconds(seconds) }

  /// Returns after how many seconds the next report is due.
  ///
  /// `startsLoop` says that whoever reads it starts a loop that does not run.
  package func silence(version: Int, isLoopRunning: Bool, startsLoop: Bool) -> Double {
    guard version == self.version else { return Self.shortestSilence }
    guard let report, report.isAtRest, report.loop.isRunning == isLoopRunning else {
      return Self.longestSilence
    }
    let isLoopMissing = !isLoopRunning && !report.status.isOver
    return startsLoop && isLoopMissing ? Self.longestSilence : Self.restingSilence
  }
}

extension ProjectReport {
  /// Nothing in it changes by time alone: nobody is there, no pace fades, and no lease ends.
  fileprivate var isAtRest: Bool {
    counts.leased == 0 && workers.allSatisfy { !$0.isPresent && $0.answersPerMinute == 0 }
  }
}
