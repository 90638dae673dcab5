import Domain
import TerminalUI

/// The labels that audits found confused: what the model said, and what people say.
struct ConfusionsPanel: TablePanel {
  private let labels: LabelSet
  private let confusions: [PromiseReport.Confusion]

  let title = "confusions found by audits"
  static let wantedRows = 5
  static let empty = "None in the latest audits."

  /// Nil before the first audit.
  init?(_ report: ProjectReport) {
    guard report.quality.promise?.audits != nil,
      let confusions = report.quality.promise?.confusions
    else { return nil }
    (labels, self.confusions) = (report.labels, confusions)
  }

  var table: Table {
    Table(
      columns: [
        .init("model said", isFlexible: true), .init("people say"), .init("audits", isNumber: true),
      ],
      rows: confusions.map { confusion in
        [
          .init(labels.name(at: confusion.predicted)), .init(labels.name(at: confusion.answered)),
          .init("\(NumberText.count(confusion.count)) of \(NumberText.count(confusion.audits))"),
        ]
      })
  }
}
