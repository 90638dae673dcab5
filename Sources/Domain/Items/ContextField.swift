/// A further key of an item's line and its value as text.
package struct ContextField: Sendable, Equatable, Codable {
  package let key: String
  package let value: String

  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}
