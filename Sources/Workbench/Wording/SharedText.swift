import Domain

/// The state of items that need annotations of several people, in words.
struct SharedText {
  let report: ProjectReport

  init(_ report: ProjectReport) {
    self.report = report
  }

  private var people: Int { report.settings.workersPerItem }
  private var isUntilAgreed: Bool { report.settings.opinions == .untilAgreed }
  /// The answers that are missing; where people are asked until they agree, the least of them.
  private var missing: Int {
    isUntilAgreed
      ? report.counts.partlyAnnotated
      : max(0, report.counts.partlyAnnotated * people - report.counts.votes)
  }
  private var needed: String { isUntilAgreed && people > 2 ? "2 to \(people)" : "\(people)" }

  /// The items that wait for more people, and how many answers that takes.
  var waiting: String {
    let count = report.counts.partlyAnnotated
    return "\(NumberText.counted(count, "item")) \(count == 1 ? "waits" : "wait") for"
      + " \(isUntilAgreed ? "at least " : "")\(NumberText.counted(missing, "more answer")) of other people."
  }

  /// The answers that are in, in a few words; nil if one person an item is enough or nothing is in part.
  var line: String? {
    guard people > 1, report.counts.partlyAnnotated > 0 else { return nil }
    let items = NumberText.counted(report.counts.partlyAnnotated, "item")
    return "\(NumberText.counted(report.counts.votes, "answer")) in for \(items) that"
      + " \(report.counts.partlyAnnotated == 1 ? "needs" : "need") \(needed) each"
  }
}
