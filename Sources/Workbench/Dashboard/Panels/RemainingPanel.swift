import Domain
import Foundation
import TerminalUI

/// The work that people have still to do: labels, time and money, each with its range.
struct RemainingPanel: LinesPanel {
  let title = "what is left for people"
  let lines: [PanelLine]

  init(_ report: ProjectReport, now: Date) {
    lines = RemainingText(report, now: now).lines.map { PanelLine($0.name, $0.texts) }
  }
}
