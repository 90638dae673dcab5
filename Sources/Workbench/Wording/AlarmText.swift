package import Domain

/// The words for an alarm: the contradiction, its size, and its round.
package enum AlarmText {
  package static func text(_ alarm: Alarm) -> String {
    let share = NumberText.percent(Double(alarm.contradicting) / Double(max(1, alarm.observed)))
    let most = NumberText.percent(alarm.expected)
    let counts =
      "\(NumberText.count(alarm.contradicting)) of \(NumberText.count(alarm.observed))"
    let found = "\(counts) (\(share); at most \(most) expected)"
    switch alarm.kind {
    case .audits: return "of the audited auto-labels, \(found) are wrong, round \(alarm.round)."
    case .sureAnswers:
      return "answers contradict sure predictions in \(found) cases, round \(alarm.round)."
    case .worker:
      return "\(alarm.worker ?? "a worker") answers otherwise than the others in \(found) cases, "
        + "round \(alarm.round)."
    case .initialLabels:
      return "the labels that came with the input differ from random answers in \(found) cases."
    case .drift:
      let since = alarm.since.map { "since round \($0)" } ?? "round \(alarm.round)"
      return "answers contradict sure predictions more often than before, \(since): \(found)."
    }
  }

  /// The remedies of the lead.
  package static func remedy(_ alarm: Alarm) -> String {
    alarm.kind == .worker
      ? "look at the answers of \(alarm.worker ?? "the worker"); “winnow workers set-aside” takes "
        + "them out, “winnow alarms acknowledge” lets the job go on"
      : "look at what contradicts; “winnow alarms acknowledge” lets the job go on"
  }
}
