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

  /// Returns the number of tasks for a worker who holds some, and of unlabeled items, with the people that
  /// an item needs if those are several; each text shorter than the one before.
  func remaining(held: Int, people: Int) -> [String] {
    // Counts of before the tasks were leased have them among the queued ones.
    let open = counts.queued + min(held, counts.leased)
    let mine = "\(NumberText.count(open)) queued"
    let left = "\(mine) · \(NumberText.count(counts.unlabeled)) left"
    guard people > 1 else { return [left, mine] }
    let begun = NumberText.count(counts.partlyAnnotated)
    let part = counts.partlyAnnotated > 0 ? ", \(begun) in part" : ""
    return ["\(left)\(part) · \(people) people an item", "\(left)\(part)", left, mine]
  }
}
