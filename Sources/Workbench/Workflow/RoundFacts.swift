import Domain
import Foundation

/// The facts of one round, from which the states of its steps follow.
struct RoundFacts {
  private let report: ProjectReport
  private let number: Int
  private let now: Date
  private let published: RoundReport?
  private let next: RoundReport?
  private let steps: [StepReport]
  /// The next round has not begun: people label, or the job is over.
  private let isLatest: Bool

  init(_ report: ProjectReport, round: Int, now: Date) {
    (self.report, number, self.now) = (report, round, now)
    published = report.rounds.first { $0.number == round }
    next = report.rounds.first { $0.number == round + 1 }
    let past = report.pastSteps.first { $0.round == round }?.steps
    let current = Workflow.currentSteps(of: report)
    if published == nil {
      steps = current
    } else {
      steps = past ?? (report.loop.round == round + 1 && current.isEmpty ? report.loop.steps : [])
    }
    isLatest = next == nil && (published == nil || current.isEmpty)
  }

  private var loop: LoopReport { report.loop }
  private var isOver: Bool { isLatest && report.status.isOver }

  var isFailed: Bool { published == nil && loop.state == .failed && loop.round == number }

  /// The counts that the round began with.
  var counts: String {
    let before = report.rounds.last { $0.number < number }
    let human = published?.trainedOn ?? report.counts.human
    return "people \(NumberText.count(human)), model \(NumberText.count(before?.autoLabeled ?? 0))"
  }

  /// The items that were unlabeled when the round began.
  var left: Int {
    let before = report.rounds.last { $0.number < number }
    let human = published?.trainedOn ?? report.counts.human
    return max(0, report.counts.total - human - (before?.autoLabeled ?? 0) - report.counts.rejected)
  }

  var isCompleteAtStart: Bool { number == 0 && report.status.isOver }

  /// The wait for the first labels, and the way that it leads to.
  var start: WorkflowStep {
    let isStarted = number > 0
    let needed = NumberText.counted(loop.labelsNeeded, "label")
    return WorkflowStep(
      LoopStep.shouldStartActiveLearning.rawValue, isCompleteAtStart ? .skipped : .done,
      isStarted ? "enough labels" : "\(needed) missing",
      branch: .init(
        down: "yes", other: "no: CreateLabelingJob, people label", goesDown: isStarted))
  }

  /// The other state machine as one step of this one.
  var execution: WorkflowStep {
    let own: [LoopStep] = [
      .prepareForTraining, .createTrainingJob, .createTransformJob, .performActiveLearning,
    ]
    let state = Self.joint(own.map { self.state(of: $0) })
    let begun = steps.filter { own.contains($0.step) }
    let end = begun.last?.endedAt ?? now
    let seconds = begun.first.map { end.timeIntervalSince($0.startedAt) }
    return WorkflowStep(
      "StartActiveLearningExecution", state, number > 0 ? "round \(number) →" : "",
      seconds: state == .ahead ? nil : seconds)
  }

  /// Returns the state of steps as one of them.
  private static func joint(_ states: [WorkflowStep.State]) -> WorkflowStep.State {
    let first = [WorkflowStep.State.failed, .running, .left].first(where: states.contains)
    if let first { return first }
    if states.allSatisfy({ $0 == .done }) { return .done }
    return states.contains(.done) ? .running : .ahead
  }

  /// Whether the round chose items for people.
  var selection: WorkflowStep {
    guard let published else {
      return WorkflowStep(
        "CheckForCompletion2", .ahead,
        branch: .init(down: "some were chosen", other: "none: PerformFinalExport", goesDown: nil))
    }
    let selected = published.selected
    return WorkflowStep(
      "CheckForCompletion2", .done, "\(NumberText.count(selected)) chosen",
      branch: .init(
        down: "some were chosen", other: "none: PerformFinalExport", goesDown: selected > 0))
  }

  /// People label what was chosen, or the first items; then the machine begins again.
  var labeling: WorkflowStep {
    var step = labelingStep
    step.branch = .init(
      down: "complete", other: "again from GetCounts",
      goesDown: step.state == .done ? false : nil)
    return step
  }

  private var labelingStep: WorkflowStep {
    let name = "CreateLabelingJob"
    if number == 0 {
      return report.status.isOver
        ? WorkflowStep(name, .skipped) : WorkflowStep(name, .waiting, needed)
    }
    guard let published else { return WorkflowStep(name, .ahead) }
    if published.selected == 0 { return WorkflowStep(name, .skipped) }
    let after = next?.trainedOn ?? report.counts.human
    let given = NumberText.counted(max(0, after - published.humanLabeled), "label")
    guard isLatest, !report.status.isOver else {
      let end = next.map { $0.publishedAt.addingTimeInterval(-$0.seconds) }
      return WorkflowStep(
        name, .done, given,
        seconds: end.map { max(0, $0.timeIntervalSince(published.publishedAt)) })
    }
    return WorkflowStep(
      name, .waiting, "\(given), \(needed)",
      seconds: now.timeIntervalSince(published.publishedAt))
  }

  private var needed: String {
    loop.state == .paused
      ? "loop paused"
      : loop.labelsNeeded > 0 ? "\(NumberText.count(loop.labelsNeeded)) to go" : "round is due"
  }

  var finalExport: WorkflowStep {
    let isBegun = steps.contains { $0.step == .performFinalExport }
    if isBegun { return step(.performFinalExport) }
    let name = LoopStep.performFinalExport.rawValue
    if isOver { return WorkflowStep(name, report.status == .completed ? .done : .skipped) }
    return WorkflowStep(name, isLatest ? .ahead : .skipped)
  }

  var response: WorkflowStep {
    let status = report.status.rawValue
    return WorkflowStep(
      "ConstructFinalResponse", isOver ? .done : isLatest ? .ahead : .skipped,
      isOver ? "job \(status)" : "")
  }

  /// Returns a step of the loop with its time and its result.
  func step(_ step: LoopStep) -> WorkflowStep {
    let begun = steps.last { $0.step == step }
    let state = state(of: step)
    var note = begun?.result.map(StepText.text) ?? ""
    if step == .updateMetaData, note.isEmpty, let published {
      note = "round \(published.number) is current"
    }
    let end = begun?.endedAt ?? (state == .running ? now : nil)
    return WorkflowStep(
      step.rawValue, state, note,
      seconds: begun.flatMap { begun in end.map { $0.timeIntervalSince(begun.startedAt) } })
  }

  private func state(of step: LoopStep) -> WorkflowStep.State {
    let begun = steps.last { $0.step == step }
    if let begun, begun.endedAt != nil { return .done }
    if begun == nil, published != nil {
      // Rounds of which the steps are not at hand were published all the same.
      return LoopStep.ofRound.contains(step) && steps.isEmpty ? .done : .ahead
    }
    guard begun != nil else { return .ahead }
    if isFailed { return .failed }
    return loop.isRunning || loop.state == .working ? .running : .left
  }
}
