import Domain
import TerminalUI

/// Precision and recall of each label's auto-labels, by audits.
struct LabelQualityPanel: TablePanel {
  private let report: ProjectReport

  /// Nil before the first round.
  init?(_ report: ProjectReport) {
    guard report.quality.promise != nil else { return nil }
    self.report = report
  }

  let title = "accuracy by label, by audits"
  static let wantedRows = 5
  static let empty = "No round yet."

  var table: Table {
    Table(
      columns: [
        .init("label", isFlexible: true, hasNames: true), .init("precision", isNumber: true),
        .init("recall", isNumber: true),
      ], rows: rows)
  }

  private var rows: [[Table.Entry]] {
    let labels = report.quality.promise?.labels ?? []
    return zip(report.labels.labels, labels).filter { $0.0.use == .present }.map { label, quality in
      [
        .init(label.name), .init(LabelQualityText.share(quality.precision)),
        .init(LabelQualityText.share(quality.recall)),
      ]
    }
  }
}
