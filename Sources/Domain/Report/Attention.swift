package import Foundation

/// Something in a job that its lead should hear of, the most urgent first.
package enum Attention: Sendable, Equatable, Hashable {
  /// An alarm with this number is open.
  case alarm(id: Int)
  case roundFailed(round: Int)
  /// The job is in progress, but no process runs its loop.
  case loopNotRunning
  /// Tasks are open, and nobody has answered for `ProjectReport.quietTime`.
  case nobodyLabels
  /// Tasks are open, but those present have answered all that they may.
  case morePeopleNeeded
  /// People have no task, though the job is in progress and no round is on its way.
  case nothingLeft
  case over(LabelingJobStatus)
}

extension ProjectReport {
  /// The time without an answer after which nobody is said to label, in seconds.
  package static let quietTime = 900.0

  /// Returns what the lead should hear of, the most urgent first.
  ///
  /// Silence before `watchedSince` is not counted; nil counts from the last round, or from the first
  /// event. `isWaitingForOthers` is what the store says of those present.
  package func attention(
    watchedSince: Date? = nil, isWaitingForOthers: Bool = false, now: Date
  ) -> [Attention] {
    guard !status.isOver else { return [.over(status)] }
    var found = openAlarms.map { Attention.alarm(id: $0.id) }
    if loop.state == .failed { found.append(.roundFailed(round: loop.round)) }
    guard status == .inProgress else { return found }
    if settings.isPaused { return found }
    if !loop.isRunning && loop.state != .done { found.append(.loopNotRunning) }
    let isAsking = counts.queued + counts.leased > 0
    if isAsking && isWaitingForOthers && loop.state == .waiting {
      found.append(.morePeopleNeeded)
    } else if isAsking && isQuiet(since: watchedSince, now: now) {
      found.append(.nobodyLabels)
    }
    if !isAsking && loop.state == .waiting && loop.labelsNeeded > 0 { found.append(.nothingLeft) }
    return found
  }

  private func isQuiet(since start: Date?, now: Date) -> Bool {
    let last = workers.compactMap(\.lastAnswerAt).max() ?? .distantPast
    let asked = start ?? rounds.last?.publishedAt ?? events.last?.at ?? .distantPast
    return now.timeIntervalSince(max(last, asked)) > Self.quietTime
  }
}
