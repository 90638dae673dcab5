/// A row for the manifest, with its gold label.
package struct PreparedRow: Sendable {
  let row: SourceRow
  /// The row's own `id`, or a new one.
  let id: SourceRow.Value?
  package let text: String
  /// The name of the gold label, for the answers file; the manifest has it only if `isLabeled`.
  package let gold: String?
  /// The gold label's index in the label map.
  package let goldIndex: Int?
  /// Whether the row keeps its label in the manifest.
  package let isLabeled: Bool

  /// The number of the row's first line, from 1.
  package var line: Int { row.line }

  /// The `id` as text.
  package var identifier: String? { id?.text }
}
