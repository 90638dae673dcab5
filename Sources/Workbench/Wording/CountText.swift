package import Domain

/// The split of a job's items, in words.
package struct CountText: Sendable {
  private let counts: Counts

  package init(_ counts: Counts) {
    self.counts = counts
  }

  package static let people = "people"
  package static let model = "model"
  package static let left = "left"
  package static let rejected = "rejected"

  /// Returns a count of near-duplicates with its noun.
  static func nearDuplicates(_ count: Int) -> String { NumberText.counted(count, "near-duplicate") }

  /// Returns the number of tasks for a worker who holds some, and of unlabeled items; or, as a
  /// shorter text, the tasks alone.
  func remaining(held: Int) -> [String] {
    // Counts of before the tasks were leased have them among the queued ones.
    let open = counts.queued + min(held, counts.leased)
    let mine = "\(NumberText.count(open)) queued"
    return ["\(mine) · \(NumberText.count(counts.unlabeled)) left", mine]
  }
}
