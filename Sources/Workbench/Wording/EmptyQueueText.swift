import Domain

/// The reason why a worker has nothing to label now, and what happens next.
struct EmptyQueueText {
  let title: String
  let explanation: String

  private init(_ title: String, _ explanation: String) {
    self.title = title
    self.explanation = explanation
  }

  static let fetching = EmptyQueueText("Fetching items…", "")

  /// The lead gives this worker no items.
  static func paused(because reason: String) -> EmptyQueueText {
    EmptyQueueText(
      "The lead has paused you",
      "The reason: \(reason). Your answers so far are kept. When the lead resumes you, items appear"
        + " here automatically.")
  }

  init(_ loop: LoopText, undoKey: String) {
    switch loop.report.status {
    case .completed: self = Self.completed(loop.report.counts, undoKey: undoKey)
    case .failed:
      self.init(
        "The job has failed", loop.report.loop.failure ?? "The events on the dashboard say why.")
    case .stopped, .stopping:
      self = Self.stopped(loop.report)
    case .initializing: self.init("The job is being set up", Self.appears)
    case .inProgress: self = Self.inProgress(loop)
    }
  }

  private static func stopped(_ report: ProjectReport) -> EmptyQueueText {
    let resumed = "If the lead resumes it, they appear here automatically."
    switch report.settings.stoppingCondition(report.counts) {
    case .humanLabels, .percentageLabeled:
      return EmptyQueueText(
        "The job has reached its limit",
        "As many items are labeled as the lead has asked for. No more are handed out. \(resumed)")
    case .lead, nil:
      return EmptyQueueText(
        "The lead has stopped the job", "No more items are handed out. \(resumed)")
    }
  }

  private static let appears = "New items appear here automatically."

  private static func completed(_ counts: Counts, undoKey: String) -> EmptyQueueText {
    let people = NumberText.count(counts.human)
    let model = NumberText.count(counts.auto)
    return EmptyQueueText(
      "Everything is labeled – thank you",
      "\(people) by people, \(model) by the model. You can still press \(undoKey) to undo your"
        + " last answer.")
  }

  private static func inProgress(_ loop: LoopText) -> EmptyQueueText {
    let counts = loop.report.counts
    if counts.partlyAnnotated > 0, counts.queued > 0 { return shared(loop.report) }
    if counts.queued > 0 {
      return EmptyQueueText(
        "Fetching items…",
        "\(NumberText.counted(counts.queued, "item")) in the queue; you do not get those that you"
          + " have already labeled, and postponed ones come last.")
    }
    if counts.unlabeled == 0, counts.leased > 0 || loop.report.quality.promise?.closing != nil {
      let items = NumberText.counted(counts.leased, "item")
      let held =
        counts.leased > 0 ? "Others have \(items) before them. " : ""
      return EmptyQueueText(
        "Nothing is left for you now",
        "All items have a label, and the model's are still being checked. \(held)\(appears)")
    }
    if counts.unlabeled == 0 {
      return EmptyQueueText(
        "Everything is labeled", "The loop is finishing its last round. \(appears)")
    }
    return waiting(loop)
  }

  /// Each item needs several people, and this one has annotated what is left.
  private static func shared(_ report: ProjectReport) -> EmptyQueueText {
    let people = report.settings.workersPerItem
    let needed =
      report.settings.opinions == .untilAgreed && people > 2
      ? "2 people, and up to \(people) where they disagree," : "\(people) people,"
    return EmptyQueueText(
      "Nothing is left for you now",
      "Each item needs \(needed) and you have answered all that you may. "
        + SharedText(report).waiting
        + " \(appears) If nobody else labels here, the lead can ask for"
        + " fewer: “winnow set” with --workers 1.")
  }

  private static func waiting(_ loop: LoopText) -> EmptyQueueText {
    let report = loop.report
    switch loop.phase {
    case .paused:
      return EmptyQueueText(
        "The loop is paused", "No items are queued until the lead resumes it. \(appears)")
    case .failed:
      let reason = report.loop.failure ?? "no reason given"
      return EmptyQueueText(
        "The last round failed",
        "\(reason). The lead has to fix it; new items then appear here automatically.")
    case .starting:
      return EmptyQueueText("Starting the loop…", "It chooses the first items. \(appears)")
    case .notRunning:
      return EmptyQueueText(
        "The queue is empty, and the loop is not running",
        "The loop chooses the next items; the lead starts it with winnow run. \(appears)")
    case .working:
      let step = report.loop.step.map { " (\($0.activity))" } ?? ""
      return EmptyQueueText(
        "Waiting for round \(report.loop.round)",
        "It learns from the latest answers\(step) and then chooses the next items."
          + " \(appears)")
    case .over, .stopping, .done, .waiting: return leased(report)
    }
  }

  private static func leased(_ report: ProjectReport) -> EmptyQueueText {
    guard report.counts.leased > 0 else {
      return EmptyQueueText(
        "Waiting for round \(report.loop.round)", "It chooses the next items. \(appears)")
    }
    return EmptyQueueText(
      "All open items are assigned to other labelers",
      "\(NumberText.counted(report.counts.leased, "item")) assigned; those that are not labeled in"
        + " time come back. \(appears)")
  }
}
