import Domain
import Foundation
import TerminalUI

/// What the loop is doing, in words.
struct LoopText {
  let loop: LoopReport
  let status: LabelingJobStatus
  let now: Date
  /// It has just been started and is not seen yet.
  var isStarting = false

  /// One line for the foot of a screen, and how it looks.
  var line: (text: String, style: Style) {
    if status.isOver { return ("job \(status.rawValue)", status == .failed ? .failure : .good) }
    if status == .stopping { return ("job is stopping", .warning) }
    switch loop.state {
    case .failed: return ("round \(loop.round) failed", .failure)
    case .paused: return ("loop paused", .warning)
    case .done: return ("loop done", .good)
    case .waiting where isStarting, .working where isStarting: return ("loop is starting", .faint)
    case .waiting where !loop.isRunning, .working where !loop.isRunning:
      return ("loop is not running", .warning)
    case .working: return (working, .lit)
    case .waiting: return (waiting, .faint)
    }
  }

  private var working: String {
    let step = loop.step.map { " " + $0.words } ?? ""
    let progress = loop.fraction.map { " " + NumberText.wholePercent($0) } ?? ""
    return "round \(loop.round)\(step) \(Self.spinner(now))\(progress)"
  }

  private var waiting: String {
    guard loop.labelsNeeded > 0 else { return "round \(loop.round) is due" }
    return "round \(loop.round) after \(NumberText.count(loop.labelsNeeded)) more"
  }

  private static let frames: [Character] = ["⣾", "⣽", "⣻", "⢿", "⡿", "⣟", "⣯", "⣷"]

  /// The sign that moves while something works; the time alone decides its shape.
  static func spinner(_ now: Date) -> Character {
    let tick = Int((now.timeIntervalSince1970 * 5).rounded(.down))
    return frames[((tick % frames.count) + frames.count) % frames.count]
  }
}

extension LoopStep {
  /// The step as a word for narrow places; the dashboard shows its own name.
  var words: String {
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
