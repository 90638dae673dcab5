import Domain
import Foundation

/// Why there is nothing to label for this worker now, and what happens next.
struct EmptyDesk {
  let title: String
  let explanation: String

  init(session: Session) {
    guard let report = session.report, session.desk.nextFetch > .distantPast else {
      title = "Fetching items…"
      explanation = ""
      return
    }
    (title, explanation) = Self.texts(
      report, undo: session.keys.keyName(for: .undo), isLoopStarting: session.isLoopStarting)
  }

  private static let appears = "New items appear here by themselves."

  private static func texts(
    _ report: ProjectReport, undo: String, isLoopStarting: Bool
  ) -> (String, String) {
    switch report.status {
    case .completed: completed(report.counts, undo: undo)
    case .failed:
      ("The job has failed", report.loop.failure ?? "The lead can see why in the events.")
    case .stopped, .stopping:
      (
        "The lead has stopped the job",
        "No new items are given out. If it is resumed, they appear here by themselves."
      )
    case .initializing: ("The job is being set up", appears)
    case .inProgress: inProgress(report, isLoopStarting: isLoopStarting)
    }
  }

  private static func completed(_ counts: Counts, undo: String) -> (String, String) {
    let people = NumberText.count(counts.human)
    let model = NumberText.count(counts.auto)
    return (
      "All is labeled – thank you",
      "\(people) by people, \(model) by the model. \(undo) still takes an answer of yours back."
    )
  }

  private static func inProgress(
    _ report: ProjectReport, isLoopStarting: Bool
  ) -> (String, String) {
    let counts = report.counts
    let loop = report.loop
    if counts.queued > 0 {
      return (
        "Fetching items…",
        "\(NumberText.counted(counts.queued, "item")) in the queue; those that you put off or"
          + " have answered already are not for you now."
      )
    }
    if counts.unlabeled == 0 {
      return ("All is labeled", "The loop is finishing its last round. \(appears)")
    }
    switch loop.state {
    case .paused:
      return ("The loop is paused", "The queue is empty until the lead resumes it. \(appears)")
    case .failed:
      let reason = loop.failure ?? "no reason given"
      return (
        "The last round failed",
        "\(reason). The lead has to set it right; \(appears.lowercasedFirst)"
      )
    case .waiting, .working, .done:
      if isLoopStarting {
        return ("Starting the loop…", "It chooses the first items for you. \(appears)")
      }
      return waiting(report)
    }
  }

  private static func waiting(_ report: ProjectReport) -> (String, String) {
    let loop = report.loop
    if !loop.isRunning {
      return (
        "Nothing is queued, and the loop is not running",
        "The next items are chosen by the loop; the lead starts it with winnow run. \(appears)"
      )
    }
    if loop.state == .working {
      let step = loop.step.map { " (\($0.words))" } ?? ""
      return (
        "Waiting for round \(loop.round)",
        "The model is learning from the latest answers\(step) and then chooses the next items."
          + " \(appears)"
      )
    }
    if report.counts.leased > 0 {
      return (
        "Everything open is in other people's hands",
        "\(NumberText.counted(report.counts.leased, "item")) leased to others; what they do not"
          + " answer comes back. \(appears)"
      )
    }
    return ("Waiting for round \(loop.round)", "The next items are chosen by it. \(appears)")
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
