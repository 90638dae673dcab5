package import Foundation

/// A worker's word on an item, for the lead; no label and no answer.
package struct ItemNote: Sendable, Equatable, Codable {
  /// The most characters of a note.
  package static let longest = 500

  package let worker: String
  package let at: Date
  package let text: String

  package init(worker: String, at: Date, text: String) {
    (self.worker, self.at, self.text) = (worker, at, text)
  }
}
