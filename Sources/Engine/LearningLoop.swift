package import Dataset
package import Foundation
internal import Learning

/// The active-learning loop without a screen: one action at a time, each safe to be cut off.
///
/// It holds nothing that is not also kept: a process that takes over goes on where the last one was
/// killed, without losing or repeating anything.
package struct LearningLoop {
  package let store: any LoopStore
  package let archive: any RoundArchive
  package let pool: Pool
  package let settings: RoundSettings
  package let plan: LoopPlan
  /// Writes the manifest: the partial one after a round, the final one at the end.
  package let export: (_ isFinal: Bool) throws -> Void
  package let clock: () -> Date
  /// Told of each step when its work is done and before that is noted: where a test cuts it off.
  package var afterWork: (LoopStep) throws -> Void = { _ in }

  package init(
    store: any LoopStore, archive: any RoundArchive, pool: Pool, settings: RoundSettings,
    plan: LoopPlan, export: @escaping (_ isFinal: Bool) throws -> Void = { _ in },
    clock: @escaping () -> Date = { Date() }
  ) {
    self.store = store
    self.archive = archive
    self.pool = pool
    self.settings = settings
    self.plan = plan
    self.export = export
    self.clock = clock
  }

  /// Does what is due now and says what that was.
  ///
  /// A round that fails is noted with its reason and thrown; the round before stays current.
  package func advance() throws -> LoopAction {
    try store.expireLeases(now: clock())
    let situation = try store.situation(now: clock())
    let action = LoopAction.next(in: situation, by: plan)
    switch action {
    case .queueStart(let count): try queueStart(count)
    case .runRound(let number): try runRound(number, finished: situation.finishedSteps)
    case .complete: try complete(situation)
    case .endTasks(let reason):
      _ = try store.stop(.stopping, because: reason, now: clock())
    case .stop(let reason): try stop(reason)
    case .wait, .rest: break
    }
    return action
  }
}

extension LearningLoop {
  /// Draws the start's tasks at random from the pool.
  private func queueStart(_ count: Int) throws {
    let snapshot = try store.snapshot(now: clock())
    let taken = Set(snapshot.labels.map(\.item) + snapshot.excluded + snapshot.held)
    var generator = SeededGenerator(seed: settings.seed(round: 0))
    let drawn = generator.permutation(of: pool.count).lazy.filter { !taken.contains($0) }
    try store.enqueue(
      drawn.prefix(count).map { QueuedTask(item: $0, kind: .start) }, dueAt: plan.startLabels,
      now: clock())
  }

  private func runRound(_ number: Int, finished: Set<LoopStep>) throws {
    do {
      try walkRound(number, finished: finished)
    } catch {
      // What a step had kept may be lost or damaged: the round begins anew. Not once it is
      // published, for what it published counts.
      if !finished.isEmpty, try isOpen(number) { return try runRound(number, finished: []) }
      try? store.fail(round: number, reason: "\(error)", now: clock())
      throw error
    }
  }

  private func isOpen(_ number: Int) throws -> Bool {
    try store.situation(now: clock()).currentRound < number
  }

  private func walkRound(_ number: Int, finished: Set<LoopStep>) throws {
    let startedAt = clock()
    var round = Round(
      number: number, pool: pool, settings: settings, plan: plan, archive: archive)
    func step(_ step: LoopStep, _ work: () throws -> String) throws {
      guard !finished.contains(step) else { return }
      try store.begin(step, round: number, now: clock())
      let detail = try work()
      try afterWork(step)
      try store.end(step, round: number, detail: detail, now: clock())
    }
    try step(.prepareForTraining) { try round.keep(store.snapshot(now: clock())) }
    try step(.createTrainingJob) { try round.train() }
    try step(.createTransformJob) { try round.predict() }
    try step(.performActiveLearning) {
      let report = try round.decide(startedAt: startedAt, now: clock()).report
      return "\(report.autoLabeled) auto-labels, \(report.selected) tasks"
    }
    try step(.updateMetaData) {
      try store.publish(round.publication(), now: clock())
      return "round \(number) is current"
    }
    try step(.exportPartialOutput) {
      try export(false)
      // The next round still meets its labels with this one's predictions.
      try archive.prune(before: number)
      return ""
    }
  }

  private func complete(_ situation: LoopSituation) throws {
    let round = situation.currentRound
    try store.begin(.performFinalExport, round: round, now: clock())
    try export(true)
    try afterWork(.performFinalExport)
    try store.end(.performFinalExport, round: round, detail: "", now: clock())
    let counts = situation.counts
    // Who takes an answer back while the manifest is written finds the job going on.
    _ = try store.complete(
      since: situation.latestAnnotation,
      because: "Completed: \(counts.human) labeled by people, \(counts.auto) auto-labeled.",
      now: clock())
  }

  private func stop(_ reason: String) throws {
    try export(false)
    _ = try store.stop(.stopped, because: reason, now: clock())
  }
}
