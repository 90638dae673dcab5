/// A change of the whole job that the lead may make while it runs.
package enum JobControl: String, Sendable, Equatable, Codable, CaseIterable {
  /// No round begins; labeling goes on.
  case pause
  /// Undoes `pause` and `stop`.
  case resume
  /// No more tasks; the partial manifest is written, and the job is over.
  case stop
}
