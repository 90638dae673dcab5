package import Domain

/// The words for what a lead should hear of, and its codes for monitoring.
package enum AttentionText {
  /// Returns one sentence, with what to do.
  package static func text(_ attention: Attention, _ report: ProjectReport) -> String {
    switch attention {
    case .alarm(let id):
      report.alarms.first { $0.id == id }.map {
        "Alarm: \(AlarmText.text($0.alarm)) No auto-labels are given; see “winnow alarms”."
      } ?? "An alarm is open; see “winnow alarms”."
    case .roundFailed(let round):
      "Round \(round) failed: \(report.loop.failure ?? "no reason given"). Labeling goes on."
    case .loopNotRunning: "No loop runs, so no round begins; “winnow run” starts it."
    case .nobodyLabels:
      "Nobody has labeled for \(ClockText.roughDuration(ProjectReport.quietTime)), and "
        + "\(NumberText.counted(report.counts.queued + report.counts.leased, "item")) wait for people."
    case .morePeopleNeeded:
      "Those who are at work have answered all that they may. \(SharedText(report).waiting)"
    case .nothingLeft:
      "People have no item to label, and the next round waits for answers; “winnow status” says more."
    case .over(let status): over(status, report.counts)
    }
  }

  private static func over(_ status: LabelingJobStatus, _ counts: Counts) -> String {
    "The job is \(status.rawValue): \(NumberText.count(counts.human)) labeled by people, "
      + "\(NumberText.count(counts.auto)) auto-labeled, \(NumberText.count(counts.unlabeled)) unlabeled."
  }

  /// The name of the kind in a notice.
  package static func kind(_ attention: Attention) -> String {
    switch attention {
    case .alarm: "alarm"
    case .roundFailed: "round-failed"
    case .loopNotRunning: "loop-not-running"
    case .nobodyLabels: "nobody-labels"
    case .morePeopleNeeded: "more-people-needed"
    case .nothingLeft: "nothing-left"
    case .over: "job-over"
    }
  }

  /// The exit code of `status --check`; 0 for a job that completed or was stopped.
  package static func exitCode(_ attention: Attention) -> Int32 {
    switch attention {
    case .over(let status): status == .failed ? 4 : 0
    case .alarm: 3
    case .roundFailed: 4
    case .loopNotRunning: 5
    case .nobodyLabels: 6
    case .nothingLeft: 7
    case .morePeopleNeeded: 8
    }
  }
}
