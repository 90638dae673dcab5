import Foundation

/// Something that happened in a job.
///
/// The store keeps its kind and its values as JSON; `EventText` words it, and nothing else does.
package enum JobEvent: Sendable, Equatable, Codable {
  case jobCreated(items: Int, labeled: Int)
  case sessionOpened(worker: String)
  case sessionClosed(worker: String)
  case itemRejected(item: Int, worker: String, reason: RejectReason)
  /// The lead added items to the input, so many of them labeled by people.
  case itemsAdded(items: Int, labeled: Int)
  /// An annotation was undone after the job was over.
  case jobReopened
  case tasksQueued(count: Int)
  case roundPublished(round: Int, autoLabeled: Int, tasks: Int)
  case roundFailed(round: Int, reason: String)
  /// The loop tries the round again only at so many human labels.
  case retriesEnded(tries: Int, humanLabelsForNextTry: Int)
  case challengerRan(
    round: Int, champion: String, challenger: String, championAuto: Int, challengerAuto: Int)
  case challengerFailed(round: Int, challenger: String, reason: String)
  case modelSwitched(to: String)
  /// Consolidation gave items another label.
  case labelsConsolidated(changed: Int)
  case stopping(StoppingCondition)
  case stopped
  /// The lead lets a job go on that was stopping or stopped.
  case jobResumed
  case jobCompleted(human: Int, auto: Int)
  case alarmRaised(Alarm)
  /// Random ones of the frozen auto-labels were asked of people, so many, and judged.
  case checkEnded(hasPassed: Bool, wrong: Int, drawn: Int)
  case alarmAcknowledged(id: Int, reason: String)
  /// A worker's annotations count no longer; their items are in the pool again.
  case annotationsSetAside(worker: String, count: Int, reason: String)
  case annotationsRestored(worker: String, count: Int)
  /// A worker gets no more items until resumed.
  case workerPaused(worker: String, reason: String)
  case workerResumed(worker: String)
  /// The lead was told what this login needs to label here.
  case workerInvited(worker: String)
  /// The items in a worker's hands were given back.
  case leasesBroken(worker: String, count: Int)
  /// The lead decided about the labels of so many items.
  case adjudicated(count: Int, firstItem: Int, decision: Adjudication, reason: String)
  case labelRenamed(from: String, to: String)
  case labelAdded(String)
  /// So many labels by people and by the model became another label's.
  case labelMerged(String, into: String, people: Int, auto: Int)
  /// So many items are asked again, and so many auto-labels were taken back.
  case labelSplit(String, into: [String], asked: Int, takenBack: Int)
  case lineIndexRebuilt
  case autoLabelsLost(round: Int)
  case loopEnded(reason: String)
  case settingsChanged([SettingChange])
  /// The database said otherwise than the lead's file, which counts.
  case settingsRestored([SettingChange])
  /// The database holds something else than what was kept in it.
  case recordsChanged(RecordFinding)
  /// The database was brought to a version of the schema.
  case migrated(to: String)
  /// A sentence of an earlier version.
  case text(String)

  /// Returns the JSON of the case and its values, keys in order.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Returns the name of the case in the JSON of an event, an object of that one key.
  package static func kind(ofJSON json: String) -> String {
    json.split(separator: "\"", maxSplits: 2).dropFirst().first.map(String.init) ?? "text"
  }

  /// Restores an event; one of a later version is told by its JSON.
  package init(json: String) {
    self = (try? JSONDecoder().decode(JobEvent.self, from: Data(json.utf8))) ?? .text(json)
  }
}
