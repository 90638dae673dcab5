import Domain

/// The words for pausing, resuming and stopping a job, the commands' and the dashboard's.
package enum ControlText {
  /// Returns what a pause does, and what undoes it: a key, or a command in quotes.
  package static func paused(until resumption: String) -> String {
    "Paused: no round begins until \(resumption); labeling goes on."
  }

  package static let resumed = "Resumed: the next round begins when it is due."

  /// Returns the state of a job that waits for the items that labelers hold.
  package static func stopping(held: Int) -> String {
    "Stopping: labelers may still answer \(NumberText.counted(held, "item")) on their screens; then"
      + " the partial manifest is written and the job is over. “winnow workers break-leases” takes"
      + " the items back at once."
  }

  /// Returns the question before it is done; it fits 50 columns.
  static func question(_ control: JobControl) -> String {
    switch control {
    case .pause: "Pause? No round begins; labeling goes on."
    case .resume: "Resume the job? Rounds and tasks go on."
    case .stop: "Stop the job? No more items are handed out."
    }
  }

  static func underWay(_ control: JobControl) -> String {
    switch control {
    case .pause: "Pausing the job…"
    case .resume: "Resuming the job…"
    case .stop: "Stopping the job…"
    }
  }

  static func failed(_ control: JobControl) -> String { "The job could not be \(past(control))" }

  private static func past(_ control: JobControl) -> String {
    switch control {
    case .pause: "paused"
    case .resume: "resumed"
    case .stop: "stopped"
    }
  }

  /// Says why it makes no sense in a job's present state; nil if it does.
  static func refusal(_ control: JobControl, _ report: ProjectReport) -> String? {
    let isPaused = report.settings.isPaused
    let isStopped = [.stopping, .stopped].contains(report.status)
    switch control {
    case .resume: return isPaused || isStopped ? nil : "The job is neither paused nor stopped."
    case .pause, .stop:
      if report.status == .stopping { return "The job is stopping already." }
      if report.status.isOver { return "The job is over." }
      return control == .pause && isPaused ? "The job is paused already." : nil
    }
  }
}
