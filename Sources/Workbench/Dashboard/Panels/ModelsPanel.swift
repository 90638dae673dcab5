import Domain
import TerminalUI

/// The model that gives the labels and the challenger beside it.
struct ModelsPanel: Panel {
  private let lines: [(name: String, value: String)]

  let title = "models"
  var leastRows: Int { lines.count }
  var mostRows: Int { lines.count + 2 }

  /// Nil if there is only the built-in model.
  init?(_ report: ProjectReport) {
    lines = Self.lines(report.challenge, model: report.rounds.last?.model)
    if lines.isEmpty { return nil }
  }

  func draw(on screen: inout Screen, in part: Rect) {
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

  private static func lines(
    _ challenge: ChallengeReport?, model: String?
  ) -> [(name: String, value: String)] {
    guard let challenge else {
      guard let model, model != "built-in" else { return [] }
      return [("labels by", model)]
    }
    let (champion, challenger) = (challenge.champion, challenge.challenger)
    if let failure = challenge.failure {
      return [("champion", champion), ("challenger", challenger), ("", "failed: \(failure)")]
    }
    let text = ChallengeText(challenge: challenge)
    return [
      ("champion", champion), ("", text.champion), ("challenger", challenger),
      ("", text.challenger),
    ]
  }
}
