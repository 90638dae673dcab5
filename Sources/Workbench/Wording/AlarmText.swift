package import Domain

/// The words for an alarm: the contradiction, its size, and its round.
package enum AlarmText {
  package static func text(_ alarm: Alarm) -> String {
    let own = Double(alarm.contradicting) / Double(max(1, alarm.observed))
    let (share, most) = (NumberText.percent(own), NumberText.percent(alarm.expected))
    let counts =
      "\(NumberText.count(alarm.contradicting)) of \(NumberText.count(alarm.observed))"
    let sizes = "(\(share); at most \(most) expected)"
    switch alarm.kind {
    case .audits: return "\(counts) audited auto-labels \(sizes) are wrong, round \(alarm.round)."
    case .sureAnswers:
      return "\(counts) answers \(sizes) contradict sure predictions, round \(alarm.round)."
    case .drift:
      return "\(counts) answers \(sizes) contradict sure predictions, more than before, since round"
        + " \(alarm.since ?? alarm.round)."
    case .worker:
      return
        "\(counts) answers of \(alarm.worker ?? "a worker") \(sizes) contradict the model, more"
        + " than those of others, round \(alarm.round)."
    case .records:
      return "the database was changed by something else than winnow, found in round"
        + " \(alarm.round): “winnow doctor” says what."
    case .initialLabels:
      return "the labels of the input contradict the model in \(share), random answers in"
        + " \(most)."
    }
  }

  /// The remedies of the lead.
  package static func remedy(_ alarm: Alarm) -> String {
    if alarm.kind == .records {
      return
        "compare with a backup or ask who can write to the project; “winnow alarms acknowledge” "
        + "lets the job go on with what the database holds now"
    }
    let setAside =
      alarm.worker.map { "“winnow workers set-aside” takes out what \($0) answered, " } ?? ""
    return
      "look at what contradicts, by “winnow review \(list(alarm))” or in the dashboard's review; "
      + "\(setAside)“winnow alarms acknowledge” lets the job go on"
  }

  /// The options of `winnow review` that list what contradicts.
  private static func list(_ alarm: Alarm) -> String {
    guard let request = alarm.contradicted else { return "" }
    let worker = request.worker.map { " --worker \($0)" } ?? ""
    return "--list \(request.list.rawValue)\(worker)"
  }
}
