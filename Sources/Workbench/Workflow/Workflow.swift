import Domain
import Foundation

/// The sample's two state machines as they stand in one round, with the sample's names for the steps
/// that the loop has (Dataset/FORMATS.md, “Workflow steps”).
struct Workflow: Sendable, Equatable {
  /// The round, counted from 1; 0 while people label the first items.
  let round: Int
  let outer: StateMachine
  let inner: StateMachine
  /// The reason of a failure with the model's last words; nil unless this round failed.
  let failure: String?

  /// The rounds that can be shown, oldest first: those that were published, and the one on its way.
  static func rounds(of report: ProjectReport) -> [Int] {
    let published = report.rounds.map(\.number)
    let isUnderWay = !currentSteps(of: report).isEmpty || report.loop.state == .failed
    if isUnderWay { return published + [report.loop.round] }
    return published.isEmpty ? [0] : published
  }

  init(_ report: ProjectReport, round: Int, now: Date) {
    let facts = RoundFacts(report, round: round, now: now)
    self.round = round
    failure = facts.isFailed ? report.loop.failure ?? "no reason given" : nil
    outer = StateMachine(name: "ActiveLearningLoop", steps: Self.outer(facts))
    inner = StateMachine(name: "ActiveLearning", steps: Self.inner(facts))
  }

  /// Returns the steps of the round on its way; empty while none is.
  static func currentSteps(of report: ProjectReport) -> [StepReport] {
    let loop = report.loop
    guard !report.status.isOver else { return [] }
    if loop.state == .working || loop.state == .failed { return loop.steps }
    let last = report.pastSteps.last { $0.round == loop.round - 1 }
    return last == nil || last?.steps == loop.steps ? [] : loop.steps
  }

  private static func inner(_ facts: RoundFacts) -> [WorkflowStep] {
    [
      facts.step(.prepareForTraining), facts.step(.createTrainingJob),
      facts.step(.createTransformJob), facts.step(.performActiveLearning),
      facts.step(.exportPartialOutput),
    ]
  }

  private static func outer(_ facts: RoundFacts) -> [WorkflowStep] {
    [
      WorkflowStep("GetCounts", .done, facts.counts),
      WorkflowStep(
        "CheckForCompletion1", .done, "\(NumberText.count(facts.left)) left",
        branch: .init(
          down: "not complete", other: "complete: PerformFinalExport",
          goesDown: !facts.isCompleteAtStart)),
      facts.start, facts.execution, facts.step(.updateMetaData), facts.selection, facts.labeling,
      facts.finalExport, facts.response,
    ]
  }
}
