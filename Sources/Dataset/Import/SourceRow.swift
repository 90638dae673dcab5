/// One row of a file of texts, whatever the file's form.
package struct SourceRow: Sendable, Equatable {
  /// A further key of the row.
  package struct Field: Sendable, Equatable {
    package let key: String
    package let value: Value

    package init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  package enum Value: Sendable, Equatable {
    case text(String)
    /// JSON as it stood in the file.
    case json([UInt8])
  }

  /// The line on which the row begins, counted from 1.
  package let line: Int
  package let text: String
  /// The gold label as the file writes it.
  package let label: String?
  package let id: Value?
  /// Everything else, in the file's order; never the label.
  package let fields: [Field]

  package init(
    line: Int, text: String, label: String? = nil, id: Value? = nil, fields: [Field] = []
  ) {
    self.line = line
    self.text = text
    self.label = label
    self.id = id
    self.fields = fields
  }
}
