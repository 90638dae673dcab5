/// Which columns or keys hold text and label, where the user said so.
package struct ColumnChoice: Sendable, Equatable {
  package var text: String?
  package var label: String?

  package init(text: String? = nil, label: String? = nil) {
    self.text = text
    self.label = label
  }

  /// What columns with texts are usually called, the likeliest first.
  package static let textNames = [
    "title", "headline", "text", "sentence", "content", "message", "source",
  ]
  /// What columns with gold labels are usually called.
  package static let labelNames = [
    "category", "label", "class", "target", "topic", "gold", "answer",
  ]
}
