package import Domain

/// The state of the loop, as screens and commands tell it apart.
package enum LoopPhase: Sendable, Equatable {
  /// The job has come to an end; no rounds follow.
  case over(LabelingJobStatus)
  case stopping
  case failed
  case paused
  case done
  /// Just started by this session and not seen yet.
  case starting
  case notRunning
  case working
  /// Waits for so many more human labels; 0 if the round is due.
  case waiting(labelsNeeded: Int)

  package init(_ report: ProjectReport, isStarting: Bool = false) {
    if report.status.isOver {
      self = .over(report.status)
    } else if report.status == .stopping {
      self = .stopping
    } else {
      self.init(report.loop, isStarting: isStarting)
    }
  }

  private init(_ loop: LoopReport, isStarting: Bool) {
    switch loop.state {
    case .failed: self = .failed
    case .paused: self = .paused
    case .done: self = .done
    case .waiting where isStarting, .working where isStarting: self = .starting
    case .waiting where !loop.isRunning, .working where !loop.isRunning: self = .notRunning
    case .working: self = .working
    case .waiting: self = .waiting(labelsNeeded: loop.labelsNeeded)
    }
  }
}
