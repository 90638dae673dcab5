package import Foundation

/// An event with its number, its time, and who brought it about.
package struct EventReport: Sendable, Equatable, Codable {
  package var id: Int
  package var at: Date
  /// The worker or lead; nil for the loop.
  package var by: String?
  package var event: JobEvent

  package init(id: Int, at: Date, by: String? = nil, event: JobEvent) {
    self.id = id
    self.at = at
    self.by = by
    self.event = event
  }
}
