/// The columns or keys of text and label that the user chose.
package struct ColumnChoice: Sendable, Equatable {
  package var text: String?
  package var label: String?

  package init(text: String? = nil, label: String? = nil) {
    self.text = text
    self.label = label
  }

  /// The usual names of text columns, the likeliest first.
  package static let textNames = [
    "title", "headline", "text", "sentence", "content", "message", "source",
  ]
  /// The usual names of gold label columns.
  package static let labelNames = [
    "category", "label", "class", "target", "topic", "gold", "answer",
  ]
}
