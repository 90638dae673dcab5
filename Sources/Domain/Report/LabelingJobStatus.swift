/// `DescribeLabelingJob`'s states.
package enum LabelingJobStatus: String, Sendable, Equatable, CaseIterable, Codable {
  case initializing = "Initializing"
  case inProgress = "InProgress"
  case completed = "Completed"
  case failed = "Failed"
  case stopping = "Stopping"
  case stopped = "Stopped"

  /// No more tasks will come, unless someone resumes or takes an answer back.
  package var isOver: Bool { self == .completed || self == .stopped || self == .failed }
}
