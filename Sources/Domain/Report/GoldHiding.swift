extension ProjectReport {
  /// The report without what tells of gold: that is for the lead, since workers are not to know it.
  package var withoutGold: ProjectReport {
    var report = self
    report.settings.goldShare = nil
    for place in report.workers.indices { report.workers[place].gold = nil }
    report.events = events.compactMap(\.withoutGold)
    return report
  }
}

extension EventReport {
  /// The event without a change of the gold share; nil if that was all.
  fileprivate var withoutGold: EventReport? {
    guard case .settingsChanged(let changes) = event else { return self }
    let left = changes.filter { $0.name != LeadSettings.goldShareName }
    guard left.count < changes.count else { return self }
    var told = self
    told.event = .settingsChanged(left)
    return left.isEmpty ? nil : told
  }
}

extension ItemHistory {
  /// The history without the answers and tasks of workers who were asked a known label.
  package var withoutGold: ItemHistory {
    var history = self
    history.answers.removeAll { $0.purpose == QueuedTask.Kind.gold.rawValue }
    guard task?.kind == .gold else { return history }
    (history.task, history.leases) = (nil, [])
    return history
  }
}
