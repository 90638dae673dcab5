package import Domain
package import Foundation
package import TerminalUI

/// The state of the loop, in words.
package struct LoopText: Sendable {
  package let report: ProjectReport
  package let phase: LoopPhase
  private let now: Date

  package init(_ report: ProjectReport, isStarting: Bool = false, now: Date) {
    self.report = report
    self.now = now
    phase = LoopPhase(report, isStarting: isStarting)
  }

  private var loop: LoopReport { report.loop }

  /// One line for the foot of a screen.
  package var line: String {
    switch phase {
    case .over(let status): "job \(status.rawValue)"
    case .stopping: "job is stopping"
    case .failed: "round \(loop.round) failed"
    case .paused: "loop paused"
    case .done: "loop done"
    case .starting: "loop is starting"
    case .notRunning: "loop is not running"
    case .working: working + " \(Self.spinner(now))" + progress
    case .waiting: waiting
    }
  }

  /// One line for `status`, with the reason of a failure and without a spinner.
  package var sentence: String {
    switch phase {
    case .failed:
      "\(line): \(loop.failure ?? "no reason given")" + (loop.isRunning ? "" : "; not running")
    case .paused: "paused"
    case .done: "done"
    case .notRunning: "not running; \(waiting)"
    case .working: working + progress
    case .over, .stopping, .starting, .waiting: line
    }
  }

  private var waiting: String {
    let needed = NumberText.counted(loop.labelsNeeded, unit)
    return loop.labelsNeeded > 0
      ? "round \(loop.round) in \(needed)" : "round \(loop.round) is due"
  }

  /// The style of the line.
  package var style: Style {
    switch phase {
    case .over(.failed), .failed: .failure
    case .over, .done: .good
    case .stopping, .paused, .notRunning: .warning
    case .working: .active
    case .starting, .waiting: .faint
    }
  }

  private var working: String {
    "round \(loop.round)" + (loop.step.map { " " + $0.activity } ?? "")
  }

  private var progress: String {
    loop.fraction.map { " " + NumberText.wholePercent($0) } ?? ""
  }

  /// The title of the dashboard's panel.
  var title: String {
    if phase == .starting { return "loop: starting" }
    if !loop.isRunning, !report.status.isOver { return "loop: not running" }
    return "loop: round \(loop.round) \(loop.state.rawValue)"
  }

  /// The condition of the next round, and the time until then at the pace of the workers present;
  /// each text shorter than the one before.
  var nextRound: [String] {
    switch phase {
    case .over, .stopping, .done: ["none"]
    case .paused: ["paused"]
    case .failed: ["after the failure is fixed", "after the failure"]
    case .starting: ["the loop is starting"]
    case .notRunning: ["the loop is not running"]
    case .working: ["running"]
    case .waiting(0): ["due now"]
    case .waiting(let needed): awaited(needed)
    }
  }

  /// The name of what a round waits for: a label takes several answers where several people are asked.
  private var unit: String { report.settings.workersPerItem > 1 ? "label" : "answer" }

  private func awaited(_ needed: Int) -> [String] {
    let long = NumberText.counted(needed, "more \(unit)")
    let short = NumberText.counted(needed, unit)
    let pace = report.workers.filter(\.isPresent).reduce(0) { $0 + $1.answersPerMinute }
    guard pace > 0 else { return [long, short] }
    let answers = needed * report.settings.blindOpinions
    let time = ClockText.roughDuration(Double(answers) / pace * 60)
    return ["\(long), \(time)", "\(short), \(time)", short]
  }

  private static let frames: [Character] = ["⣾", "⣽", "⣻", "⢿", "⡿", "⣟", "⣯", "⣷"]

  /// Returns the sign that moves while something works; its shape depends on the time alone.
  static func spinner(_ now: Date) -> Character {
    let tick = Int((now.timeIntervalSince1970 * 5).rounded(.down))
    return frames[((tick % frames.count) + frames.count) % frames.count]
  }
}

extension LoopStep {
  /// The activity of the step, in a word or two; the dashboard shows the step's own name.
  package var activity: String {
    switch self {
    case .shouldStartActiveLearning: "checking"
    case .prepareForTraining: "preparing"
    case .createTrainingJob: "training"
    case .createTransformJob: "predicting"
    case .performActiveLearning: "choosing"
    case .updateMetaData: "publishing"
    case .exportPartialOutput: "exporting"
    case .performFinalExport: "final export"
    }
  }
}

extension ViewContext {
  func loopText(_ report: ProjectReport) -> LoopText {
    LoopText(report, isStarting: isLoopStarting, now: now)
  }
}
