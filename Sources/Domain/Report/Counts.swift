/// The numbers of a job's items by origin of their label, in all and by label.
package struct Counts: Sendable, Equatable, Codable {
  package var total: Int
  /// Items whose label comes from people, those given at the start included.
  package var human: Int
  /// Items whose label comes from the model, or came with the input as `human-annotated: no`.
  package var auto: Int
  /// Rejected items (`FailedNonRetryableError`).
  package var rejected: Int
  /// Items labeled by people, by label index.
  package var humanByLabel: [Int]
  /// Items auto-labeled, by label index.
  package var autoByLabel: [Int]
  /// Auto-labels of the latest round, and tasks that it chose for people.
  package var autoannotated: Int
  package var selected: Int
  /// Tasks that wait for a worker, and tasks that are leased to one.
  package var queued: Int
  package var leased: Int
  /// Tasks that have some of the annotations that they need, and those annotations.
  package var partlyAnnotated = 0
  package var votes = 0

  package init(
    total: Int, human: Int = 0, auto: Int = 0, rejected: Int = 0, humanByLabel: [Int] = [],
    autoByLabel: [Int] = [], autoannotated: Int = 0, selected: Int = 0, queued: Int = 0,
    leased: Int = 0
  ) {
    self.total = total
    self.human = human
    self.auto = auto
    self.rejected = rejected
    self.humanByLabel = humanByLabel
    self.autoByLabel = autoByLabel
    self.autoannotated = autoannotated
    self.selected = selected
    self.queued = queued
    self.leased = leased
  }

  package var labeled: Int { human + auto }
  package var unlabeled: Int { total - human - auto - rejected }

  /// The items of a label by people and by the model; 0 for one that the counts do not know yet.
  package func human(ofLabel index: Int) -> Int { Self.count(humanByLabel, at: index) }
  package func auto(ofLabel index: Int) -> Int { Self.count(autoByLabel, at: index) }

  private static func count(_ counts: [Int], at index: Int) -> Int {
    counts.indices.contains(index) ? counts[index] : 0
  }

  /// A count as a share of all items, 0–1.
  package func share(_ count: Int) -> Double { total == 0 ? 0 : Double(count) / Double(total) }
}
