import Dataset
import Domain
import Dispatch
import Engine
import ExternalModel
import Foundation
import Glibc
import Logging
import Store
import Workbench

/// The process of a project's loop: waits for answers, lets the loop advance, prints what happens.
struct LoopProcess {
  private let store: ProjectStore
  private var project: Project
  private let archive: FolderArchive
  private let quiet: Bool
  private let log: Logger
  private let notifier: Notifier?

  /// The condition at which the process ends of itself.
  enum End {
    case nothingIsDue
    case theJobIsOver
    case aSignal
  }

  init(
    _ opened: OpenProject, quiet: Bool, logLevel: Logger.Level = .info, notifier: Notifier? = nil
  ) {
    store = opened.store
    project = opened.project
    archive = opened.archive
    self.quiet = quiet
    log = ProjectLog.logger("loop", in: opened.project.folder, level: logLevel)
    self.notifier = notifier
  }

  /// Lets the loop advance until the end that was asked for.
  func run(until end: End, killAt: LoopStep?) throws {
    defer { notifier?.finish() }
    log.info("started", metadata: ["version": "\(Version.current)"])
    var printer = EventPrinter(store: store, quiet: quiet)
    var (manifest, loop, labels) = try begin(killAt: killAt)
    var pace = RetryPace()
    var lastWork = ContinuousClock.now
    var checkedAtRest: Int?
    while true {
      let seen = try store.version()
      do {
        if try growth.isDue || project.relabeled().labels != labels {
          loop.pool.release()
          (manifest, loop, labels) = try begin(killAt: killAt)
        }
        loop.holdsRounds = try pace.hasGivenUp && pace.isHolding(humanLabels: humanLabels())
        let action = try loop.advance()
        if case .runRound = action { pace.noteSuccess() }
        var goesOn = false
        if action == .rest, checkedAtRest != seen {
          (goesOn, checkedAtRest) = (try loop.checkAtRest(), seen)
        }
        try printer.printNew()
        try notifier?.update()
        if goesOn { continue }
        guard [.wait, .held, .rest].contains(action) else {
          lastWork = .now
          continue
        }
        if ContinuousClock.now - lastWork > Self.restAfter, loop.pool.release() {
          manifest.releasePages()
        }
        if let alarm = try openAlarm(at: action, end) { throw CommandError.held(by: alarm) }
        if end == .nothingIsDue || (end == .theJobIsOver && action == .rest) { return }
        try waitForChange(since: seen)
      } catch let error as CommandError where error.exitCode == CommandError.heldCode {
        throw error
      } catch {
        try printer.printNew()
        try notifier?.update()
        guard end != .nothingIsDue else { throw error }
        log.error("advancing failed", metadata: ["error": "\(error)"])
        Console.error("\(error)")
        try giveUpIfHopeless(&pace, batchSize: loop.plan.batchSize)
        try printer.printNew()
        Thread.sleep(forTimeInterval: pace.pause)
      }
    }
  }

  /// Returns the alarm that ends the run: at once if it should end with the job, which cannot
  /// complete; with `--once` only where nothing else is left.
  private func openAlarm(at action: LoopAction, _ end: End) throws -> Alarm? {
    guard end == .theJobIsOver || (end == .nothingIsDue && action == .held), action != .rest else {
      return nil
    }
    return try store.alarms().first(where: \.isOpen)?.alarm
  }

  /// The time without work after which the loop gives its memory back.
  private static let restAfter = Duration.seconds(60)

  private func humanLabels() throws -> Int { try store.counts(now: Date()).human }

  private func giveUpIfHopeless(_ pace: inout RetryPace, batchSize: Int) throws {
    let isLast = pace.noteFailure(humanLabels: try humanLabels(), batchSize: batchSize)
    guard isLast, let next = pace.nextTryAt else { return }
    try store.note(
      .retriesEnded(tries: RetryPace.mostTries, humanLabelsForNextTry: next), now: Date())
  }

  private var growth: InputGrowth { InputGrowth(project, store: store) }

  /// Takes over the labels of now and the lines that wait to be added, and prepares the loop over all.
  private func begin(killAt: LoopStep?) throws -> (Manifest, LearningLoop, LabelSet) {
    var now = self
    now.project = try project.relabeled()
    try store.setLabels(now.project.labels, by: nil, now: Date())
    try now.growth.perform(now: Date())
    let manifest = try now.project.manifest()
    var loop = try now.prepare(manifest)
    if let killAt { loop.afterWork = { if $0 == killAt { kill(getpid(), SIGKILL) } } }
    return (manifest, loop, now.project.labels)
  }

  func prepare(_ manifest: Manifest) throws -> LearningLoop {
    let exporter = Exporter(
      project: project, manifest: manifest, store: store, archive: archive)
    let folder = project.folder
    try ProjectRepair(folder: folder).perform(
      manifest, labelCount: project.labels.count, store: store, now: Date())
    let pace = PartialExportPace()
    let pool = PoolLoader(count: manifest.count, classCount: project.labels.count) { [project] in
      try project.pool(manifest)
    }
    // The screens need files that are made with the pool.
    if !project.hasPoolFiles(count: manifest.count) { _ = try pool.pool() }
    manifest.releasePages()
    var loop = LearningLoop(
      store: store, archive: archive, contenders: try project.contenders(manifest), pool: pool,
      settings: project.settings,
      plan: project.plan(total: manifest.count)
    ) { isFinal in
      guard !isFinal else {
        try exporter.write(to: folder.finalOutput)
        return
      }
      // Auto-labels that are held must not stand in the last manifest; and none follows a stop's.
      let isHeld = try store.alarms().contains(where: \.isOpen)
      let isLast = try store.situation(now: Date()).status == .stopping
      try pace.perform(isUrgent: isHeld || isLast) {
        _ = try exporter.write(to: folder.partialOutput)
      }
    }
    loop.log = log
    loop.records = { [project] in
      RecordCheck(
        folder: folder, store: store,
        isConsolidated: project.settings.consolidation == .dawidSkene
      ) {
        // The labels may have changed since: their rows are as the lead's file says now.
        try project.relabeled().initialLabel(manifest)
      }
    }
    loop.leadLabels = { [project] in try project.relabeled().labels }
    loop.leadSettings = { [project] in try project.leadSettings() }
    return loop
  }

  /// Returns when any process has changed the project, or after a second: leases run out unseen.
  private func waitForChange(since version: Int) throws {
    for _ in 0..<20 {
      Thread.sleep(forTimeInterval: 0.05)
      if try store.version() != version { return }
    }
  }
}

extension LoopProcess {
  /// Waits until no other process runs the project's loop.
  ///
  /// A `notifier` tells of what needs attention meanwhile.
  static func waitForLock(
    _ folder: ProjectFolder, quiet: Bool, notifier: Notifier?
  ) throws -> LoopLock {
    var hasSaid = quiet
    while true {
      if let lock = try LoopLock(path: folder.loopLock) { return lock }
      if !hasSaid { Console.error("Another loop runs; waiting to take over.") }
      hasSaid = true
      try? notifier?.update()
      Thread.sleep(forTimeInterval: 0.2)
    }
  }

  /// Takes the processor only where nobody's keys want it: the loop, and all programs it starts.
  static func makeWayForPeople() {
    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
  }

  /// Ends this process when the one that started it is gone.
  ///
  /// The parent holds the other end of standard input. Every step is safe to be cut off.
  static func endWithParent() {
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while read(STDIN_FILENO, &byte, 1) > 0 {}
      RunningPrograms.end()
      _exit(0)
    }
  }

  /// Ends at once and in order on Ctrl-C and its like: what was kept is kept.
  ///
  /// The sources watch as long as they are held.
  static func endOnSignals(quiet: Bool) -> [any DispatchSourceSignal] {
    EndingSignals.handle { number in
      if !quiet { Console.error("Stopped; “winnow run” goes on from here.") }
      RunningPrograms.end()
      _exit(128 + number)
    }
  }
}

extension CommandError {
  static let heldCode: Int32 = 3

  /// The lead has to look at an alarm before the job can complete.
  static func held(by alarm: Alarm) -> CommandError {
    CommandError(
      "an alarm is open, so no auto-labels are given and a job with some does not complete: "
        + AlarmText.text(alarm) + " See “winnow alarms”; “winnow alarms acknowledge” or “winnow"
        + " workers set-aside” lets it go on", exitCode: heldCode)
  }
}

/// Prints the project's events as they come.
struct EventPrinter {
  private let store: ProjectStore
  private let quiet: Bool
  private var last: Int

  init(store: ProjectStore, quiet: Bool) {
    self.store = store
    self.quiet = quiet
    last = (try? store.latestEvent()) ?? 0
  }

  mutating func printNew() throws {
    guard !quiet else { return }
    for event in try store.events(after: last).reversed() {
      Console.line("\(Self.time(event.at))  \(EventText.text(event.event))")
      last = event.id
    }
  }

  private static func time(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.dateFormat = "HH:mm:ss"
    return formatter.string(from: date)
  }
}
