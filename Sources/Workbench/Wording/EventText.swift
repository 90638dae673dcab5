package import Domain

/// The words for an event, on every screen and in `run`'s lines.
package enum EventText {
  package static func text(_ event: JobEvent) -> String {
    switch event {
    case .jobCreated, .jobReopened, .jobCompleted, .stopping, .stopped, .jobResumed, .itemsAdded:
      ofJob(event)
    case .sessionOpened, .sessionClosed, .itemRejected, .workerPaused, .workerResumed,
      .workerInvited,
      .leasesBroken:
      ofPeople(event)
    case .tasksQueued, .roundPublished, .roundFailed, .retriesEnded, .labelsConsolidated:
      ofRounds(event)
    case .challengerRan, .challengerFailed, .modelSwitched: ofModels(event)
    case .alarmRaised, .checkEnded, .alarmAcknowledged, .annotationsSetAside, .annotationsRestored,
      .recordsChanged, .adjudicated:
      ofTrust(event)
    case .labelRenamed, .labelAdded, .labelMerged, .labelSplit: ofLabels(event)
    case .lineIndexRebuilt, .autoLabelsLost, .loopEnded, .settingsChanged, .settingsRestored,
      .migrated, .text:
      ofProject(event)
    }
  }

  private static func ofJob(_ event: JobEvent) -> String {
    switch event {
    case .jobCreated(let items, let labeled):
      "The job was created with \(count(items)) items, \(count(labeled)) labeled."
    case .itemsAdded(let items, let labeled):
      "The lead added \(count(items)) items, \(count(labeled)) labeled; random ones are asked first."
    case .jobReopened: "The job is in progress again: an item needs a label."
    case .jobCompleted(let human, let auto):
      "Completed: \(count(human)) labeled by people, \(count(auto)) auto-labeled."
    case .stopping(.humanLabels(let count)):
      "Stopping: \(Self.count(count)) items are labeled by people (MaxHumanLabeledObjectCount)."
    case .stopping(.percentageLabeled(let share)):
      "Stopping: \(share) % of the items are labeled (MaxPercentageOfInputDatasetLabeled)."
    case .stopping(.lead): "Stopping: the lead asked for it; no more items are handed out."
    case .jobResumed: "The lead lets the job go on."
    default: "Stopped: no worker holds a task any more."
    }
  }

  private static func ofPeople(_ event: JobEvent) -> String {
    switch event {
    case .sessionOpened(let worker): "\(worker) started labeling."
    case .itemRejected(let item, let worker, let reason):
      "\(worker) rejected line \(item + 1): \(text(reason))"
    case .sessionClosed(let worker): "\(worker) stopped labeling."
    case .workerPaused(let worker, let reason): "The lead paused \(worker): \(reason)"
    case .workerResumed(let worker): "The lead lets \(worker) label again."
    case .workerInvited(let worker): "The lead invited \(worker)."
    case .leasesBroken(let worker, let count):
      "The lead gave \(Self.count(count)) items in the hands of \(worker) back."
    default: ""
    }
  }

  private static func ofRounds(_ event: JobEvent) -> String {
    switch event {
    case .tasksQueued(let count): "\(Self.count(count)) random items were queued."
    case .roundPublished(let round, let auto, let tasks):
      "Round \(round): \(count(auto)) auto-labels in all, \(count(tasks)) tasks for people."
    case .roundFailed(let round, let reason): "Round \(round) failed: \(reason)"
    case .retriesEnded(let tries, let next):
      "The round failed \(tries) times in a row. It is tried again at \(count(next)) human labels,"
        + " or when the loop is restarted; labeling goes on."
    case .labelsConsolidated(let changed):
      "Consolidation changed the labels of \(count(changed)) items."
    default: ""
    }
  }

  private static func ofModels(_ event: JobEvent) -> String {
    switch event {
    case .challengerRan(_, let champion, let challenger, let championAuto, let challengerAuto):
      "The challenger \(challenger) would auto-label \(count(challengerAuto)) items, the champion "
        + "\(champion) \(count(championAuto))."
    case .challengerFailed(let round, let challenger, let reason):
      "The challenger \(challenger) failed in round \(round): \(reason)"
    case .modelSwitched(let name): "From the next round on, \(name) gives the auto-labels."
    default: ""
    }
  }

  private static func ofTrust(_ event: JobEvent) -> String {
    switch event {
    case .checkEnded(let hasPassed, let wrong, let drawn):
      "The check of the auto-labels \(hasPassed ? "passed" : "failed"): \(count(wrong)) of"
        + " \(count(drawn)) wrong."
    case .alarmRaised(let alarm): "Alarm: \(AlarmText.text(alarm))"
    case .recordsChanged(let finding): RecordText.text(finding)
    case .adjudicated(let count, let first, let decision, let reason):
      "The lead \(AdjudicationText.past(decision)) \(Self.items(count, first)): \(reason)"
    case .alarmAcknowledged(let id, let reason): "The lead acknowledged alarm \(id): \(reason)"
    case .annotationsSetAside(let worker, let count, let reason):
      "The lead set \(Self.count(count)) answers of \(worker) aside: \(reason)"
    case .annotationsRestored(let worker, let count):
      "The lead let \(Self.count(count)) answers of \(worker) count again."
    default: ""
    }
  }

  private static func ofLabels(_ event: JobEvent) -> String {
    switch event {
    case .labelRenamed(let from, let to): "The label “\(from)” is named “\(to)” now."
    case .labelAdded(let name):
      "The label “\(name)” was added; random answers and a new check show how often it is right."
    case .labelMerged(let from, let into, let people, let auto):
      "The label “\(from)” was merged into “\(into)”: \(count(people)) labels of people and"
        + " \(count(auto)) auto-labels; the check of auto-labels begins anew."
    case .labelSplit(let name, let parts, let asked, let takenBack):
      "The label “\(name)” was split into \(parts.map { "“\($0)”" }.joined(separator: ", ")):"
        + " \(count(asked)) items are asked again, \(count(takenBack)) auto-labels were taken back."
    default: ""
    }
  }

  private static func ofProject(_ event: JobEvent) -> String {
    switch event {
    case .lineIndexRebuilt: "The input's line index was lost and has been rebuilt."
    case .autoLabelsLost(let round):
      "The auto-labels of round \(round) are lost; the next round decides them again."
    case .loopEnded(let reason): "The loop ended: \(reason)"
    case .settingsChanged(let changes): "The lead set \(text(changes))."
    case .settingsRestored(let changes):
      "The project's database had other settings than the lead's file; restored: \(text(changes))."
    case .migrated(let version): "The project's database was brought to version \(version)."
    case .text(let text): text
    default: ""
    }
  }

  private static func text(_ changes: [SettingChange]) -> String {
    changes.map { "\($0.name) from \($0.from) to \($0.to)" }.joined(separator: ", ")
  }

  private static func items(_ count: Int, _ first: Int) -> String {
    count == 1 ? "line \(first + 1)" : "\(Self.count(count)) items from line \(first + 1) on"
  }

  private static func count(_ number: Int) -> String { NumberText.count(number) }

  /// The words for a reason to reject an item.
  package static func text(_ reason: RejectReason) -> String {
    switch reason {
    case .notThisKind: "not what this job labels"
    case .unreadable: "unreadable"
    case .otherLanguage: "other language"
    case .duplicate: "duplicate"
    case .other(let words): words
    }
  }
}
