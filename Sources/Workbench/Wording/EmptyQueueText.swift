import Domain

/// Why there is nothing to label for a worker now, and what happens next.
struct EmptyQueueText {
  let title: String
  let explanation: String

  private init(_ title: String, _ explanation: String) {
    self.title = title
    self.explanation = explanation
  }

  static let fetching = EmptyQueueText("Fetching items…", "")

  init(_ loop: LoopText, undoKey: String) {
    switch loop.report.status {
    case .completed: self = Self.completed(loop.report.counts, undoKey: undoKey)
    case .failed:
      self.init(
        "The job has failed", loop.report.loop.failure ?? "The lead can see why in the events.")
    case .stopped, .stopping:
      self.init(
        "The lead has stopped the job",
        "No new items are given out. If it is resumed, they appear here by themselves.")
    case .initializing: self.init("The job is being set up", Self.appears)
    case .inProgress: self = Self.inProgress(loop)
    }
  }

  private static let appears = "New items appear here by themselves."

  private static func completed(_ counts: Counts, undoKey: String) -> EmptyQueueText {
    let people = NumberText.count(counts.human)
    let model = NumberText.count(counts.auto)
    return EmptyQueueText(
      "All is labeled – thank you",
      "\(people) by people, \(model) by the model. \(undoKey) still takes an answer of yours"
        + " back.")
  }

  private static func inProgress(_ loop: LoopText) -> EmptyQueueText {
    let counts = loop.report.counts
    if counts.queued > 0 {
      return EmptyQueueText(
        "Fetching items…",
        "\(NumberText.counted(counts.queued, "item")) in the queue; those that you put off or"
          + " have answered already are not for you now.")
    }
    if counts.unlabeled == 0 {
      return EmptyQueueText(
        "All is labeled", "The loop is finishing its last round. \(appears)")
    }
    return waiting(loop)
  }

  private static func waiting(_ loop: LoopText) -> EmptyQueueText {
    let report = loop.report
    switch loop.phase {
    case .paused:
      return EmptyQueueText(
        "The loop is paused", "The queue is empty until the lead resumes it. \(appears)")
    case .failed:
      let reason = report.loop.failure ?? "no reason given"
      return EmptyQueueText(
        "The last round failed",
        "\(reason). The lead has to set it right; new items appear here by themselves.")
    case .starting:
      return EmptyQueueText("Starting the loop…", "It chooses the first items for you. \(appears)")
    case .notRunning:
      return EmptyQueueText(
        "Nothing is queued, and the loop is not running",
        "The next items are chosen by the loop; the lead starts it with winnow run. \(appears)")
    case .working:
      let step = report.loop.step.map { " (\($0.activity))" } ?? ""
      return EmptyQueueText(
        "Waiting for round \(report.loop.round)",
        "The model is learning from the latest answers\(step) and then chooses the next items."
          + " \(appears)")
    case .over, .stopping, .done, .waiting: return leased(report)
    }
  }

  private static func leased(_ report: ProjectReport) -> EmptyQueueText {
    guard report.counts.leased > 0 else {
      return EmptyQueueText(
        "Waiting for round \(report.loop.round)", "The next items are chosen by it. \(appears)")
    }
    return EmptyQueueText(
      "Everything open is in other people's hands",
      "\(NumberText.counted(report.counts.leased, "item")) leased to others; what they do not"
        + " answer comes back. \(appears)")
  }
}
