/// One headline with what its line says beside the text.
package struct Item: Sendable, Equatable, Identifiable, Codable {
  /// The line of the input manifest that holds it, counted from 0.
  package let id: Int
  /// The text to be labeled, exactly as the manifest has it.
  package let text: String
  /// Values shown beside the text (publisher, date…), in the job's order.
  package let context: [ContextField]

  package init(id: Int, text: String, context: [ContextField] = []) {
    self.id = id
    self.text = text
    self.context = context
  }
}
