/// A row that was chosen, with its gold label.
package struct PreparedRow: Sendable {
  let row: SourceRow
  /// The row's own `id`, or one that was given to it.
  let id: SourceRow.Value?
  package let text: String
  /// The gold label as a name: for answers, never for the manifest of an unlabeled row.
  package let gold: String?
  /// The gold label's index in the label map.
  package let goldIndex: Int?
  /// The row is in the labeled share.
  package let isLabeled: Bool

  /// The line on which the row begins, counted from 1.
  package var line: Int { row.line }

  /// The `id` as text.
  package var identifier: String? { id?.text }
}
