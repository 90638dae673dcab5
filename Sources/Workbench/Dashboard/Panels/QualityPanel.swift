import Domain
import TerminalUI

/// The accuracy of the model's labels, how it is known, and the condition of the next round.
struct QualityPanel: LinesPanel {
  let loop: LoopText

  let title = "quality of the model's labels"

  var lines: [PanelLine] {
    let quality = QualityText(loop.report)
    let promise: [PanelLine] = [
      PanelLine("target", [quality.target]),
      PanelLine("estimated", quality.estimates, style: quality.isOnTarget ? .good : .warning),
      quality.audits.map { PanelLine("audits", $0) }
        ?? PanelLine("audits", ["none yet"], style: .faint),
    ]
    let more = [
      quality.comparison.map {
        PanelLine("together", $0, style: quality.isContradicted ? .warning : .plain)
      },
      quality.check.map { PanelLine("last check", $0) },
      quality.answers.map { PanelLine("answers", $0) },
      quality.initialLabels.map { PanelLine("input", $0, style: .warning) },
    ].compactMap(\.self)
    return promise + more + [PanelLine("next round", loop.nextRound)]
  }
}
