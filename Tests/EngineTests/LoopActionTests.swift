import Domain
import Engine
import Testing

@Suite struct LoopActionTests {
  private let plan = LoopPlan(startLabels: 20, batchSize: 10, maxOpenTasks: 40)

  private func next(
    human: Int = 0, auto: Int = 0, queued: Int = 0, leased: Int = 0, round: Int = 0,
    labelsForNextRound: Int? = nil, hasNewAnswers: Bool = false, finished: Set<LoopStep> = [],
    status: LabelingJobStatus = .inProgress, isPaused: Bool = false,
    lead: (inout LeadSettings) -> Void = { _ in }, plan: LoopPlan? = nil
  ) -> LoopAction {
    let counts = Counts(total: 100, human: human, auto: auto, queued: queued, leased: leased)
    var settings = LeadSettings()
    settings.isPaused = isPaused
    lead(&settings)
    return .next(
      in: LoopSituation(
        status: status, settings: settings, counts: counts, currentRound: round,
        finishedSteps: finished, labelsForNextRound: labelsForNextRound,
        hasNewAnswers: hasNewAnswers),
      by: plan ?? self.plan)
  }

  @Test("At the start as many random tasks are queued as labels are missing, and a reserve")
  func start() {
    #expect(next() == .queueStart(count: 40))
    #expect(next(human: 15) == .queueStart(count: 35))
    #expect(next(queued: 30, labelsForNextRound: 20) == .wait)
  }

  @Test("Without a limit, as many tasks wait as people do while a round runs")
  func pace() {
    let plan = LoopPlan(startLabels: 20, batchSize: 10)
    #expect(plan.reserve == 100)
    let fast = plan.at(WorkPace(answersPerSecond: 40, secondsOfRound: 4))
    #expect(fast.reserve == 720)
    #expect(
      LoopPlan(startLabels: 20, batchSize: 10, maxOpenTasks: 40)
        .at(WorkPace(answersPerSecond: 40, secondsOfRound: 4)).reserve == 30)
    #expect(plan.at(WorkPace(answersPerSecond: 9_000, secondsOfRound: 60)).reserve <= 5_000)
  }

  @Test("The queue is never longer than the job allows, nor than the pool")
  func startIsBounded() {
    let short = LoopPlan(startLabels: 90, batchSize: 10, maxOpenTasks: 40)
    #expect(next(plan: short) == .queueStart(count: 40))
    #expect(next(human: 0, auto: 95, plan: short) == .queueStart(count: 5))
  }

  @Test("Tasks that ran dry before the start's labels are in are drawn again")
  func dryStart() {
    #expect(next(human: 18, labelsForNextRound: 20) == .queueStart(count: 32))
  }

  @Test("The first round comes with the start's labels, those given with the input included")
  func firstRound() {
    #expect(next(human: 20) == .runRound(1))
    #expect(next(human: 19, queued: 1, labelsForNextRound: 20) == .wait)
  }

  @Test("A round is due with its batch, or when nothing is left to do")
  func due() {
    #expect(
      next(human: 29, queued: 5, round: 1, labelsForNextRound: 30, hasNewAnswers: true) == .wait)
    #expect(next(human: 30, queued: 5, round: 1, labelsForNextRound: 30) == .runRound(2))
    #expect(next(human: 25, round: 1, labelsForNextRound: 30, hasNewAnswers: true) == .runRound(2))
    #expect(next(human: 25, round: 1, labelsForNextRound: 30) == .wait)
  }

  @Test("A job completes with auto-labels only if their check has passed")
  func unchecked() {
    let plan = plan
    func next(_ change: (inout LoopSituation) -> Void) -> LoopAction {
      var situation = LoopSituation(
        status: .inProgress, counts: Counts(total: 100, human: 40, auto: 60), currentRound: 3)
      change(&situation)
      return .next(in: situation, by: plan)
    }
    #expect(next { _ in } == .complete)
    #expect(next { $0.allowsCompletion = false } == .runRound(4))
    #expect(
      next {
        $0.allowsCompletion = false
        $0.status = .stopping
      } == .stop)
    #expect(
      next {
        $0.allowsCompletion = false
        $0.counts = Counts(total: 100, human: 100)
      } == .complete)
    #expect(next { $0.hasOpenAlarm = true } == .held)
  }

  @Test("A round that was cut off goes on before anything else")
  func resumed() {
    #expect(
      next(human: 21, queued: 9, round: 1, labelsForNextRound: 30, finished: [.prepareForTraining])
        == .runRound(2))
  }

  @Test("All labeled: complete, once no task is left")
  func complete() {
    #expect(next(human: 40, auto: 60, leased: 1, round: 3) == .wait)
    #expect(next(human: 40, auto: 60, queued: 5, round: 3, labelsForNextRound: 50) == .wait)
    #expect(next(human: 50, auto: 50, queued: 5, round: 3, labelsForNextRound: 50) == .runRound(4))
    #expect(next(human: 40, auto: 60, round: 3) == .complete)
    #expect(next(human: 40, auto: 60, round: 3, status: .completed) == .rest)
  }

  @Test("A stopping condition stops, and says which")
  func stopping() {
    #expect(
      next(human: 30, round: 1) { $0.maxHumanLabels = 30 }
        == .endTasks(because: .humanLabels(30)))
    #expect(
      next(human: 30, auto: 20, round: 1) { $0.maxPercentageLabeled = 50 }
        == .endTasks(because: .percentageLabeled(50)))
    #expect(next(human: 5, round: 1) { $0.isStopped = true } == .endTasks(because: .lead))
    #expect(next(human: 5) { $0.isStopped = true } == .endTasks(because: .lead))
  }

  @Test("Stopping, the job is over once nobody holds a task")
  func lastTasks() {
    #expect(next(human: 30, leased: 1, round: 1, status: .stopping) == .wait)
    #expect(next(human: 30, round: 1, status: .stopping) == .stop)
  }

  @Test("With an alarm open a job with auto-labels does not complete")
  func held() {
    let counts = Counts(total: 100, human: 40, auto: 60)
    var situation = LoopSituation(status: .inProgress, counts: counts, currentRound: 3)
    situation.hasOpenAlarm = true
    #expect(LoopAction.next(in: situation, by: plan) == .held)
    situation.counts = Counts(total: 100, human: 100)
    #expect(LoopAction.next(in: situation, by: plan) == .complete)
  }

  @Test("A paused job starts no round, and still completes")
  func paused() {
    #expect(next(human: 30, round: 1, labelsForNextRound: 30, isPaused: true) == .wait)
    #expect(next(human: 40, auto: 60, round: 3, isPaused: true) == .complete)
  }
}
