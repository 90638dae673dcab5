package import Domain
package import Foundation

/// The settings of a session; only the labels may change while it is open.
package struct SessionSetup: Sendable, Equatable, Codable {
  package let jobName: String
  package internal(set) var labels: LabelSet
  package let guide: Guide
  package let worker: String
  /// True for `watch`: only the views that change nothing.
  package let isReadOnly: Bool
  /// The person owns the project's folder: may change what the job asks for, and has more views.
  package let isLead: Bool
  package let timeZone: TimeZone
  /// The session's own process starts the loop, which takes a moment.
  package let startsLoop: Bool
  /// The locale lets the terminal show ASCII alone.
  package let showsASCIIOnly: Bool

  package init(
    jobName: String, labels: LabelSet, guide: Guide, worker: String, isReadOnly: Bool = false,
    isLead: Bool = false, timeZone: TimeZone, startsLoop: Bool = false, showsASCIIOnly: Bool = false
  ) {
    self.jobName = jobName
    self.labels = labels
    self.guide = guide
    self.worker = worker
    self.isReadOnly = isReadOnly
    self.isLead = isLead
    self.timeZone = timeZone
    self.startsLoop = startsLoop
    self.showsASCIIOnly = showsASCIIOnly
  }
}

extension SessionSetup {
  /// The number of views between which the view key switches.
  var viewCount: Int { Views.types(isReadOnly: isReadOnly, isLead: isLead).count }
}
