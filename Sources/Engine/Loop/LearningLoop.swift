import Dataset
package import Domain
import ExternalModel
package import Foundation
package import Logging
package import Store

/// The active-learning loop without a screen: one action at a time, each safe to be cut off.
///
/// It holds nothing that is not also kept: a process that takes over goes on where the last one was
/// killed, without losing or repeating anything.
package struct LearningLoop {
  package let store: ProjectStore
  /// The archive of the rounds' results.
  package let archive: any RoundArchive
  /// The job's model, and the challenger if it names one.
  package let contenders: [Contender]
  package let pool: PoolLoader
  /// The parameters of rounds; `advance` puts what the lead asks for in.
  package private(set) var settings: RoundSettings
  /// The sizes of batches; `advance` puts people's present pace in.
  package private(set) var plan: LoopPlan
  /// Writes the manifest: the partial one after a round, the final one at the end.
  package let export: (_ isFinal: Bool) throws -> Void
  package let clock: () -> Date
  /// Reads what the lead asks for from where only the lead can write; nil where that is the store.
  package var leadSettings: () throws -> LeadSettings? = { nil }
  /// Reads the labels from where only the lead can write; nil where that is the store.
  package var leadLabels: () throws -> LabelSet? = { nil }
  /// Checks the records that a round or the job's end rests on, and seals those that are new.
  package var records: () throws -> RecordCheck? = { nil }
  /// The log of steps and failures in full.
  package var log = Logger(label: "loop") { _ in SwiftLogNoOpLogHandler() }
  /// Lets no round begin: the last ones failed, and nothing has changed since.
  package var holdsRounds = false
  /// Told of each step when its work is done and before that is noted: where a test cuts it off.
  package var afterWork: (LoopStep) throws -> Void = { _ in }

  package init(
    store: ProjectStore, archive: any RoundArchive, contenders: [Contender]? = nil,
    pool: PoolLoader,
    settings: RoundSettings, plan: LoopPlan,
    export: @escaping (_ isFinal: Bool) throws -> Void = { _ in },
    clock: @escaping () -> Date = { Date() }
  ) {
    self.store = store
    self.archive = archive
    self.contenders =
      contenders
      ?? [Contender(role: .model, model: BuiltInModel(), files: archive.files(of: .model))]
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
    if let lead = try leadSettings() { _ = try store.restoreSettings(lead, now: clock()) }
    if let labels = try leadLabels() { try store.setLabels(labels, by: nil, now: clock()) }
    try store.settleReadyTasks(now: clock())
    try store.reopenUnexplained(hasEnded: { try records()?.hasEnded != false }, now: clock())
    let situation = try store.situation(now: clock())
    var asked = self
    asked.settings = settings.asked(situation.settings)
    asked.plan = plan.at(situation.pace)
    var action = LoopAction.next(
      in: situation, by: asked.plan, hasChallenger: challenger(in: situation) != nil)
    if case .runRound = action, holdsRounds { action = .wait }
    try asked.perform(action, in: situation)
    return action
  }
}

extension LearningLoop {
  /// Checks the records of a job that is over; true if it goes on, since auto-labels are lost and the next
  /// round has to decide them again.
  ///
  /// Reads all items and answers: for once after a change, not for every look.
  package func checkAtRest() throws -> Bool {
    let situation = try store.situation(now: clock())
    try records()?.perform(round: situation.currentRound, now: clock(), isThorough: true)
    guard situation.status == .completed, situation.counts.auto > 0,
      !hasAutoLabels(of: situation.currentRound)
    else { return false }
    try store.goOn(now: clock())
    return true
  }
}

extension LearningLoop {
  private func perform(_ action: LoopAction, in situation: LoopSituation) throws {
    if action.readsLabels {
      try records()?.perform(round: situation.currentRound, now: clock())
      let isHeld = try action == .complete && store.alarms().contains(where: \.isOpen)
      // A finding holds the job's end, if there are auto-labels.
      if isHeld && situation.counts.auto > 0 { return }
      try consolidate()
    }
    switch action {
    case .queueStart(let count): try queueStart(count)
    case .runRound(let number): try runRound(number, in: situation)
    case .runChallenger(let number): try runChallenger(number, in: situation)
    case .complete: try complete(situation)
    case .endTasks(let condition):
      try records()?.keepEnd()
      try store.endTasks(because: condition, now: clock())
    case .stop: try stop()
    case .wait, .held, .rest: break
    }
  }

  /// Sets the labels of items with several answers right, where the job asks for more than a vote.
  private func consolidate() throws {
    guard settings.consolidation == .dawidSkene else { return }
    try LabelConsolidation(labelCount: pool.classCount).perform(on: store, now: clock())
  }

  /// Draws the start's tasks at random from the pool.
  private func queueStart(_ count: Int) throws {
    let snapshot = try store.snapshot(now: clock())
    let taken = Set(snapshot.labels.map(\.item) + snapshot.excluded + snapshot.held)
    var generator = SeededGenerator(seed: settings.seed(round: 0))
    let drawn = generator.permutation(of: pool.count).lazy.filter { !taken.contains($0) }
    try store.enqueue(
      drawn.prefix(count).map { QueuedTask(item: $0, kind: .start) },
      labelsForNextRound: plan.startLabels, now: clock())
  }

  private func champion(in situation: LoopSituation) -> Contender {
    contenders.first { $0.role == situation.champion } ?? contenders[0]
  }

  private func challenger(in situation: LoopSituation) -> Contender? {
    let champion = champion(in: situation).role
    return contenders.first { $0.role != champion }
  }

  private func runRound(_ number: Int, in situation: LoopSituation) throws {
    do {
      // The model may have been mended since the failure: it is trained anew.
      let finished = situation.hasFailed ? [] : situation.finishedSteps
      try walkRound(number, by: champion(in: situation), finished: finished)
    } catch {
      // The files of a step may be lost or damaged: the round begins anew. Not once it is
      // published, for what it published counts; and a user's model that fails is not lost.
      let isLost = !(error is ModelFailure) && !situation.finishedSteps.isEmpty
      if isLost, try isOpen(number) {
        var anew = situation
        anew.finishedSteps = []
        log.warning(
          "the round begins anew", metadata: ["round": "\(number)", "error": "\(error)"])
        return try runRound(number, in: anew)
      }
      log.error("the round failed", metadata: ["round": "\(number)", "error": "\(error)"])
      try store.fail(round: number, reason: "\(error)", now: clock())
      throw error
    }
  }

  private func isOpen(_ number: Int) throws -> Bool {
    try store.situation(now: clock()).currentRound < number
  }

  private func walkRound(
    _ number: Int, by contender: Contender, finished: Set<LoopStep>
  ) throws {
    var round = try Round(number, by: contender, in: self)
    round.alarms = try store.alarms()
    func step(_ step: LoopStep, _ work: () throws -> StepResult) throws {
      guard !finished.contains(step) else { return }
      let startedAt = clock()
      try store.begin(step, round: number, now: startedAt)
      let result = try work()
      try afterWork(step)
      try store.end(step, round: number, result: result, now: clock())
      log.info(
        "\(step.rawValue)",
        metadata: [
          "round": "\(number)", "seconds": "\(clock().timeIntervalSince(startedAt))",
          "result": "\(result)",
        ])
    }
    try step(.prepareForTraining) {
      let snapshot = try store.snapshot(now: clock())
      // The lead has added one since the loop began: its process takes it over before it goes on.
      guard snapshot.labels.allSatisfy({ $0.label < pool.classCount }) else {
        throw ProjectError.otherLabels(round: number)
      }
      return try round.keep(snapshot)
    }
    try step(.createTrainingJob) { try round.train() }
    try step(.createTransformJob) { try round.predict() }
    try step(.performActiveLearning) {
      let (first, last) = try round.watermarks()
      round.annotations = try store.annotations(after: first, through: last)
      return try round.decide(labelsIn: archive, now: clock())
    }
    try step(.updateMetaData) {
      try store.publish(round.publication(), now: clock())
      return .published(round: number)
    }
    // Steps that someone else noted as done have published nothing: the round begins anew.
    if try isOpen(number) { throw ProjectError.missing(.publication, round: number) }
    try step(.exportPartialOutput) {
      try export(false)
      // The next round still meets its labels with this one's predictions; and the challenger,
      // who has yet to run this one, with those of the round before.
      try archive.prune(before: contenders.count > 1 ? number - 1 : number)
      return .exported
    }
  }

  /// Lets the challenger do the champion's last round on the same labels; that it fails is noted
  /// and holds up nobody.
  private func runChallenger(_ number: Int, in situation: LoopSituation) throws {
    guard let challenger = challenger(in: situation) else { return }
    let champion = champion(in: situation)
    var report = ChallengeReport(
      round: number, champion: champion.model.name, challenger: challenger.model.name)
    do {
      try challenge(champion, by: challenger, into: &report)
    } catch {
      report.failure = "\(error)"
    }
    try store.keep(report, now: clock())
  }

  private func challenge(
    _ champion: Contender, by challenger: Contender, into report: inout ChallengeReport
  ) throws {
    let number = report.round
    guard let labels = try champion.files.load(.labels, round: number),
      let pairs = try champion.files.load(.calibration, round: number),
      let published = try champion.files.load(.publication, round: number)
    else { throw ProjectError.missing(.labels, round: number) }
    var round = try Round(number, by: challenger, in: self)
    round.isChallenge = true
    _ = try round.keep(RoundCoding.snapshot(labels))
    _ = try round.train()
    _ = try round.predict()
    let (own, ownPairs) = try round.decideUnpublished(now: clock())
    report.compare(champion: try RoundCoding.pairs(pairs), challenger: ownPairs)
    report.championAuto = try RoundCoding.publication(published).report.autoLabeled
    report.challengerAuto = own.autoLabeled
    report.estimatedAccuracy = own.estimatedAccuracy
    report.lowerBound = own.lowerBound
    report.seconds = own.seconds
  }

  private func complete(_ situation: LoopSituation) throws {
    let round = situation.currentRound
    guard hasAutoLabels(of: round) else {
      try store.makeRoundDue(because: .autoLabelsLost(round: round), now: clock())
      return try runRound(round + 1, in: situation)
    }
    try store.begin(.performFinalExport, round: round, now: clock())
    try export(true)
    try afterWork(.performFinalExport)
    try store.end(.performFinalExport, round: round, result: .exported, now: clock())
    try records()?.keepEnd()
    // An answer that is taken back while the manifest is written lets the job go on.
    _ = try store.complete(since: situation.latestAnnotation, now: clock())
  }

  /// Whether the auto-labels of a round can be exported; there are none before the first.
  private func hasAutoLabels(of round: Int) -> Bool {
    round == 0
      || (try? archive.autoLabels(round: round))?.fit(items: pool.count, labels: pool.classCount)
        == true
  }

  private func stop() throws {
    try export(false)
    _ = try store.stop(now: clock())
  }
}
