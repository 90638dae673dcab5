import Domain
import TerminalUI

/// The panel of a user's own models.
extension Panels {
  /// Who gives the labels and who runs beside it; nil where there is the built-in model alone.
  var models: Panel? {
    let lines = modelLines
    guard !lines.isEmpty else { return nil }
    return Panel(title: "models", leastRows: lines.count, mostRows: lines.count + 2) {
      screen, part in
      var row = part.row
      for (place, line) in lines.enumerated() where row < part.bottom {
        screen.write(line.name, row: row, column: part.column, style: .faint)
        // A failure may use the rows that are left.
        let rows = place == lines.count - 1 ? part.bottom - row : 1
        let text = SafeText(line.value).wrapped(to: part.columns - 12, rows: rows)
        for (offset, line) in zip(0..., text) {
          screen.write(line, row: row + offset, column: part.column + 12)
        }
        row += max(1, text.count)
      }
    }
  }

  private var modelLines: [(name: String, value: String)] {
    let model = report.rounds.last?.model
    guard let challenge = report.challenge else {
      guard let model, model != "built-in" else { return [] }
      return [("labels by", model)]
    }
    if let failure = challenge.failure {
      return [
        ("champion", challenge.champion), ("challenger", challenge.challenger),
        ("", "failed: \(failure)"),
      ]
    }
    return [
      ("champion", challenge.champion),
      ("", described(challenge.championAuto, right: challenge.championRight, of: challenge)),
      ("challenger", challenge.challenger),
      ("", described(challenge.challengerAuto, right: challenge.challengerRight, of: challenge)),
    ]
  }

  private func described(_ auto: Int, right: Int, of challenge: ChallengeReport) -> String {
    let labels = "\(NumberText.count(auto)) labels"
    guard challenge.compared > 0 else { return labels }
    let share = NumberText.percent(Double(right) / Double(challenge.compared))
    return "\(labels), \(share) of \(NumberText.counted(challenge.compared, "answer"))"
  }
}
