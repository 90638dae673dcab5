package import Domain
import Foundation

/// The status in words.
package enum StatusText {
  package static func lines(_ report: ProjectReport) -> [String] {
    let counts = report.counts
    return [
      "\(report.jobName): \(report.status.rawValue)",
      line("people", counts.human, counts), line("model", counts.auto, counts),
      line("left", counts.unlabeled, counts), line("taken out", counts.rejected, counts),
      loop(report.loop), quality(report.quality),
    ] + models(report)
  }

  /// Who gives the labels, where that is not the built-in model alone.
  private static func models(_ report: ProjectReport) -> [String] {
    let model = report.rounds.last?.model
    let line = model.map { ["  model      \($0)"] } ?? []
    guard let challenge = report.challenge else { return model == "built-in" ? [] : line }
    return line + ["  challenger \(challenge.challenger): \(challenge.words)"]
  }

  private static func line(_ name: String, _ count: Int, _ counts: Counts) -> String {
    let percent = String(format: "%5.1f %%", counts.share(count) * 100)
    return "  \(name.padding(toLength: 10, withPad: " ", startingAt: 0)) \(percent)  \(count)"
  }

  private static func loop(_ loop: LoopReport) -> String {
    let running = loop.isRunning ? "" : " (the loop is not running)"
    switch loop.state {
    case .failed: return "  loop       round \(loop.round) failed: \(loop.failure ?? "")\(running)"
    case .waiting where loop.labelsNeeded > 0:
      return "  loop       round \(loop.round) after \(loop.labelsNeeded) more labels\(running)"
    case .waiting, .working, .paused, .done:
      let step = loop.step.map { ", \($0.rawValue)" } ?? ""
      return "  loop       \(loop.state.rawValue), round \(loop.round)\(step)\(running)"
    }
  }

  private static func quality(_ quality: QualityReport) -> String {
    let target = String(format: "%.1f %%", quality.target * 100)
    guard let estimate = quality.estimatedAccuracy, let bound = quality.lowerBound else {
      return "  accuracy   target \(target), nothing estimated yet"
    }
    let known = String(format: "%.1f %% (at least %.1f %%)", estimate * 100, bound * 100)
    return "  accuracy   target \(target), estimated \(known), "
      + "\(quality.auditedCorrect) of \(quality.audited) audits right"
  }
}
