import Domain
import Foundation

/// The state of the loop, as reports show it.
extension Transaction {
  func loop() throws -> LoopReport {
    let round = project.currentRound + 1
    let steps = try steps(of: round)
    let running = steps.last { $0.endedAt == nil }
    let failure: String? = try db.value("SELECT reason FROM failure WHERE round = ?", round)
    // A round is due at the latest when no task is left.
    let tasks: Int = try db.value("SELECT count(*) FROM task WHERE kind <> 'gold'") ?? 0
    let needed = project.labelsForNextRound.map {
      round == 1 ? max(0, $0 - project.human) : max(0, min($0 - project.human, tasks))
    }
    let state = state(isWorking: running != nil, hasFailed: failure != nil)
    return LoopReport(
      state: state, round: round,
      step: state == .waiting ? .shouldStartActiveLearning : running?.step,
      fraction: running == nil ? nil : Self.fraction(steps), labelsNeeded: needed ?? 0,
      failure: failure, steps: steps.isEmpty ? try self.steps(of: round - 1) : steps)
  }

  /// Returns how far a round is: the share of its steps whose results are kept.
  private static func fraction(_ steps: [StepReport]) -> Double {
    Double(steps.count { $0.endedAt != nil }) / Double(LoopStep.ofRound.count)
  }

  private func state(isWorking: Bool, hasFailed: Bool) -> LoopReport.State {
    if project.status.isOver { return .done }
    if project.settings.isPaused { return .paused }
    if hasFailed { return .failed }
    return isWorking ? .working : .waiting
  }

  /// Returns a step's result; an earlier version kept its words.
  private static func result(_ stored: String) -> StepResult? {
    guard !stored.isEmpty else { return nil }
    return (try? StoredJSON.value(stored, of: "a step's result")) ?? .text(stored)
  }

  private func steps(of round: Int) throws -> [StepReport] {
    Self.sorted(
      try db.all(
        "SELECT name, startedAt, endedAt, detail FROM step WHERE round = ?", round
      ) { try Self.step($0) })
  }

  /// Returns the steps of the rounds up to the current one, oldest first.
  func pastSteps() throws -> [RoundSteps] {
    let rows = try db.all(
      "SELECT round, name, startedAt, endedAt, detail FROM step WHERE round <= ?",
      project.currentRound
    ) { (round: try $0("round") as Int, step: try Self.step($0)) }
    return Dictionary(grouping: rows, by: \.round).sorted { $0.key < $1.key }.map {
      RoundSteps(round: $0.key, steps: Self.sorted($0.value.map(\.step)))
    }
  }

  private static func step(_ row: SQLRow) throws -> StepReport? {
    guard let step = LoopStep(rawValue: try row("name")) else { return nil }
    return StepReport(
      step: step, startedAt: try row("startedAt"), endedAt: try row("endedAt"),
      result: result(try row("detail")))
  }

  private static func sorted(_ steps: [StepReport?]) -> [StepReport] {
    let order = Dictionary(uniqueKeysWithValues: zip(LoopStep.allCases, 0...))
    return steps.compactMap(\.self).sorted { (order[$0.step] ?? 0) < (order[$1.step] ?? 0) }
  }
}
