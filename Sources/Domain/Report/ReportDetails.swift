package import Foundation

/// The parts of a report on a job beyond `ProjectReport`; all of it follows from the database alone.
package struct ReportDetails: Sendable, Equatable, Codable {
  /// One worker's work.
  package struct Work: Sendable, Equatable, Codable {
    package var worker: String
    /// Answers that were given, those undone or set aside included.
    package var given: Int
    package var withdrawn: Int
    package var rejected: Int
    /// The time at the items, pauses excluded.
    package var seconds: Double

    package init(worker: String, given: Int, withdrawn: Int, rejected: Int, seconds: Double) {
      (self.worker, self.given, self.withdrawn) = (worker, given, withdrawn)
      (self.rejected, self.seconds) = (rejected, seconds)
    }
  }

  /// So many items with one label first and another in a second, blind answer.
  package struct Confusion: Sendable, Equatable, Codable {
    package var first: Int
    package var second: Int
    package var count: Int

    package init(first: Int, second: Int, count: Int) {
      (self.first, self.second, self.count) = (first, second, count)
    }
  }

  /// A check of the frozen auto-labels that has ended.
  package struct Check: Sendable, Equatable, Codable {
    package var hasPassed: Bool
    package var wrong: Int
    package var drawn: Int

    package init(hasPassed: Bool, wrong: Int, drawn: Int) {
      (self.hasPassed, self.wrong, self.drawn) = (hasPassed, wrong, drawn)
    }
  }

  package var createdAt: Date?
  /// The time of the latest answer, round or event.
  package var latestAt: Date
  /// By name.
  package var work: [Work] = []
  /// Pairs of the model's label and that of people who were asked blind; equal labels included.
  package var audits: [Confusion] = []
  /// Pairs of people's first answer and the one when they were asked again.
  package var repeats: [Confusion] = []
  /// In the order in which they ended.
  package var checks: [Check] = []
  /// Items whose label is the one that they came with, by people and by a model.
  package var initialHuman = 0
  package var initialAuto = 0
  /// A few items of each label that people gave, drawn by a hash of their numbers.
  package var examples: [[Item.ID]] = []

  package init(createdAt: Date?, latestAt: Date) {
    (self.createdAt, self.latestAt) = (createdAt, latestAt)
  }
}
