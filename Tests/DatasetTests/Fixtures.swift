import Dataset
import Domain
import Foundation

extension LabelSet {
  /// The sample's four classes.
  static let news = LabelSet(labels: [
    Label(name: "Business", key: "b"), Label(name: "Entertainment", key: "e"),
    Label(name: "Health & Medicine", key: "m"), Label(name: "Science and Technology", key: "t"),
  ])
}

/// A value that a test needs is not there.
struct Missing: Error {}

extension Optional {
  /// Returns the value; a nil fails the test instead of trapping.
  func orThrow() throws -> Wrapped {
    guard let self else { throw Missing() }
    return self
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension LabelAttributeName {
  static func category() throws -> LabelAttributeName {
    try LabelAttributeName("category").orThrow()
  }
}

/// The project's own `templates` folder.
let templates = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "templates/news-headlines").path

extension [FileFault] {
  /// The reasons of one kind; nil for a fault of another kind.
  func reasons<Reason: FaultReason>() -> [Reason?] { map { $0.reason as? Reason } }
}
