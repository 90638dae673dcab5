package import Domain

/// How the items of a job are split, in words.
package struct CountText: Sendable {
  private let counts: Counts

  package init(_ counts: Counts) {
    self.counts = counts
  }

  package static let people = "people"
  package static let model = "model"
  package static let left = "left"
  package static let rejected = "bad"

  /// What may still come to a worker who holds some tasks, and what is open in all; the second
  /// text is the shorter one.
  func remaining(held: Int) -> [String] {
    let mine = "to you \(NumberText.count(counts.queued + held))"
    return ["\(mine) · in all \(NumberText.count(counts.unlabeled))", mine]
  }
}
