package import Foundation

/// Something that happened, for the dashboard and `run`'s lines.
package struct EventReport: Sendable, Equatable, Codable {
  package var id: Int
  package var at: Date
  package var text: String

  package init(id: Int, at: Date, text: String) {
    self.id = id
    self.at = at
    self.text = text
  }
}
