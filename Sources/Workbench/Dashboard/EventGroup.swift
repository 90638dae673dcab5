import Domain

/// The kinds of events that a list can be narrowed to.
enum EventGroup: String, CaseIterable, Sendable {
  case all = "all events"
  case rounds = "rounds and models"
  case people = "people"
  case lead = "the lead's changes"
  case trouble = "failures and alarms"

  /// The group after this one, beginning again after the last.
  var next: EventGroup {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  func contains(_ event: JobEvent) -> Bool { self == .all || Self.group(of: event) == self }

  private static func group(of event: JobEvent) -> EventGroup {
    switch event {
    case .jobCreated, .tasksQueued, .roundPublished, .challengerRan, .labelsConsolidated, .stopping,
      .stopped, .jobCompleted, .checkEnded, .lineIndexRebuilt, .loopEnded, .migrated, .text:
      .rounds
    case .sessionOpened, .sessionClosed, .itemRejected, .jobReopened: .people
    case .modelSwitched, .alarmAcknowledged, .adjudicated, .annotationsSetAside,
      .annotationsRestored,
      .labelRenamed, .labelAdded, .labelMerged, .labelSplit, .workerPaused, .workerResumed,
      .workerInvited, .leasesBroken, .settingsChanged, .itemsAdded, .jobResumed:
      .lead
    case .roundFailed, .retriesEnded, .challengerFailed, .alarmRaised, .autoLabelsLost,
      .settingsRestored, .recordsChanged:
      .trouble
    }
  }
}
