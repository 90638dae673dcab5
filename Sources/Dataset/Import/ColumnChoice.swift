/// The columns or keys that the user chose.
package struct ColumnChoice: Sendable, Equatable {
  package var text: String?
  package var label: String?
  /// Those that are not carried along.
  package var leftOut: [String] = []

  package init(text: String? = nil, label: String? = nil, leftOut: [String] = []) {
    self.text = text
    self.label = label
    self.leftOut = leftOut
  }

  /// The usual names of text columns, the likeliest first.
  package static let textNames = [
    "title", "headline", "text", "sentence", "content", "message", "source",
  ]
  /// The usual names of gold label columns.
  package static let labelNames = [
    "category", "label", "labels", "class", "target", "topic", "gold", "answer",
  ]

  static func soundsLikeLabel(_ name: String) -> Bool {
    let small = name.lowercased()
    return labelNames.contains(small) || small.contains("label") || small == "cats"
  }
}
