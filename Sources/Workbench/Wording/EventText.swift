package import Domain

/// The words for an event, on every screen and in `run`'s lines.
package enum EventText {
  package static func text(_ event: JobEvent) -> String {
    switch event {
    case .jobCreated, .jobReopened, .jobCompleted, .stopping, .stopped: ofJob(event)
    case .sessionOpened, .sessionClosed, .itemRejected: ofPeople(event)
    case .tasksQueued, .roundPublished, .roundFailed, .retriesEnded, .labelsConsolidated:
      ofRounds(event)
    case .challengerRan, .challengerFailed, .modelSwitched: ofModels(event)
    case .lineIndexRebuilt, .autoLabelsLost, .loopEnded, .settingsChanged, .settingsRestored,
      .migrated, .text:
      ofProject(event)
    }
  }

  private static func ofJob(_ event: JobEvent) -> String {
    switch event {
    case .jobCreated(let items, let labeled):
      "The job was created with \(items) items, \(labeled) labeled."
    case .jobReopened: "An answer was taken back: the job goes on."
    case .jobCompleted(let human, let auto):
      "Completed: \(human) labeled by people, \(auto) auto-labeled."
    case .stopping(.humanLabels(let count)):
      "Stopping: \(count) items are labeled by people (MaxHumanLabeledObjectCount)."
    case .stopping(.percentageLabeled(let share)):
      "Stopping: \(share) % of the items are labeled (MaxPercentageOfInputDatasetLabeled)."
    default: "Stopped: nobody holds a task any more."
    }
  }

  private static func ofPeople(_ event: JobEvent) -> String {
    switch event {
    case .sessionOpened(let worker): "\(worker) sat down."
    case .itemRejected(let item, let worker, let reason):
      "\(worker) took line \(item + 1) out: \(text(reason))"
    case .sessionClosed(let worker): "\(worker) left."
    default: ""
    }
  }

  private static func ofRounds(_ event: JobEvent) -> String {
    switch event {
    case .tasksQueued(let count): "\(count) random items were put in the queue."
    case .roundPublished(let round, let auto, let tasks):
      "Round \(round): \(auto) auto-labels in all, \(tasks) tasks for people."
    case .roundFailed(let round, let reason): "Round \(round) failed: \(reason)"
    case .retriesEnded(let tries, let next):
      "Gave up after \(tries) tries; people go on as they are. Tried again at "
        + "\(next) human labels, or when the loop is started anew."
    case .labelsConsolidated(let changed): "Consolidation gave \(changed) items another label."
    default: ""
    }
  }

  private static func ofModels(_ event: JobEvent) -> String {
    switch event {
    case .challengerRan(_, let champion, let challenger, let championAuto, let challengerAuto):
      "The challenger \(challenger) would label \(challengerAuto) items, "
        + "\(champion) \(championAuto)."
    case .challengerFailed(let round, let challenger, let reason):
      "The challenger \(challenger) failed in round \(round): \(reason)"
    case .modelSwitched(let name): "From the next round on \(name) gives the labels."
    default: ""
    }
  }

  private static func ofProject(_ event: JobEvent) -> String {
    switch event {
    case .lineIndexRebuilt: "The input's line index was lost and is made anew."
    case .autoLabelsLost(let round):
      "Round \(round)'s auto-labels are lost; the next round gives them anew."
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

  /// The words for a reason to reject an item.
  package static func text(_ reason: RejectReason) -> String {
    switch reason {
    case .notThisKind: "not a headline"
    case .unreadable: "unreadable"
    case .otherLanguage: "other language"
    case .duplicate: "duplicate"
    case .other(let words): words
    }
  }
}
