package import Domain
import Foundation

/// The current round as the database has it.
package struct CurrentRound: Sendable {
  package let number: Int
  /// Nil if its row is missing.
  let report: RoundReport?
  let watermark: Int64
  let labelsForNextRound: Int
  /// The labels after which the next round can be due at the latest, by what people did and have to do.
  let mostLabels: Int

  /// Whether it is what the loop published: a row that says the same, and a next round that waits for no more
  /// labels than the round, items added since, and what people did with them explain.
  package func isWhat(_ publication: RoundPublication) -> Bool {
    guard var report else { return false }
    var published = publication.report
    // Written as of the publication.
    (report.publishedAt, report.humanLabeled) = (published.publishedAt, published.humanLabeled)
    published.model = published.model ?? "built-in"
    return report == published && watermark == publication.watermark
      && labelsForNextRound <= max(publication.labelsForNextRound, mostLabels)
  }
}

extension ProjectStore {
  /// Returns the current round, in one read; nil before the first.
  package func currentRound() throws -> CurrentRound? {
    try read(.distantPast) { transaction in
      let project = transaction.project
      guard project.currentRound != 0 else { return nil }
      let counts = try transaction.counts()
      var report = try transaction.rounds(latestOnly: true).first
      report?.promise = try transaction.promise()
      return CurrentRound(
        number: project.currentRound, report: report, watermark: project.watermark,
        labelsForNextRound: project.labelsForNextRound ?? 0,
        mostLabels: counts.human + counts.rejected + counts.queued + counts.leased + 1)
    }
  }
}
