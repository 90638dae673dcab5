import Domain
import Foundation
import SQLiteDriver
import Store
import Synchronization
import TestSupport
import Testing

/// Kept counts stay what they count, whatever labelers, lead and loop do, and in whatever order.
@Suite struct CountsWalkTests {
  @Test(
    "No count is said to be changed where nobody changed one", arguments: 1...6, [1, 2])
  func walk(seed: UInt64, workersPerItem: Int) throws {
    var job = try CountsWalk(seed: seed, workersPerItem: workersPerItem)
    for _ in 0..<200 {
      let step = try job.step()
      try #require(try job.faults() == [], "after \(step)")
    }
    #expect(job.rounds > 2)
  }
}

/// The auto-labels of rounds, which a test may write.
private final class WrittenRounds: ProjectAssets {
  private let labels = Mutex<[Int: [Int16]]>([:])

  func item(at id: Item.ID) -> Item { Item(id: id, text: "Headline \(id)") }
  func stack(of item: Item.ID) -> [Item.ID] { [] }

  func autoLabel(of item: Item.ID, round: Int) -> Int? {
    all(of: round).flatMap { $0[item] >= 0 ? Int($0[item]) : nil }
  }

  func all(of round: Int) -> [Int16]? { labels.withLock { $0[round] } }
  func write(_ new: [Int16], round: Int) { labels.withLock { $0[round] = new } }
}

/// A job in which labelers, the lead and the loop act at random.
private struct CountsWalk {
  private static let total = 40
  private static let start = StoreConformance.start

  private var generator: SeededGenerator
  private let store: ProjectStore
  private let files = WrittenRounds()
  private let sessions: [WorkerSession]
  private var labels = StoreConformance.labels
  private(set) var rounds = 0
  /// The round that has taken its snapshot and is not published.
  private var begun: RoundPublication?

  init(seed: UInt64, workersPerItem: Int) throws {
    generator = SeededGenerator(seed: seed)
    let setup = StoreConformance.setup(
      total: Self.total,
      initialLabels: [
        38: InitialLabel(index: 1, isHuman: false), 39: InitialLabel(index: 2, isHuman: true),
      ], workersPerItem: workersPerItem)
    store = try ProjectStore.inMemory(setup, assets: files, now: Self.start)
    sessions = try ["ana", "ben", "cy"].map { [store] in try store.sit($0) }
    try store.queue(Array(0..<20))
  }

  /// Does one thing, and returns its name.
  mutating func step() throws -> String {
    let steps: [(String, (inout Self) throws -> Void)] = [
      ("an answer", { try $0.answer() }), ("an answer", { try $0.answer() }),
      ("an answer", { try $0.answer() }), ("a rejection", { try $0.reject() }),
      ("an undo", { try $0.undo() }), ("a decision", { try $0.decide() }),
      ("a decision", { try $0.decide() }), ("answers set aside", { try $0.setAside() }),
      ("answers restored", { try $0.restore() }), ("a round's begin", { try $0.beginRound() }),
      ("a round's end", { try $0.endRound() }), ("other labels", { try $0.changeLabels() }),
    ]
    let (name, act) = steps[generator.next(below: steps.count)]
    try act(&self)
    return name
  }

  func faults() throws -> [RecordFinding.Change] {
    let digest = try store.recordDigest(of: [0..<1], through: 1_000)
    try #require(digest.strayLabels.isEmpty)
    return try digest.counts + store.workerCountFaults()
      + store.autoCountFaults { [files] in files.all(of: $0) }
  }

  private mutating func someone() -> WorkerSession { sessions[generator.next(below: 3)] }

  private mutating func label() -> Int {
    let asked = labels.labels.indices.filter { labels.current($0) == $0 }
    return asked[generator.next(below: asked.count)]
  }

  private mutating func answer() throws {
    let worker = someone()
    guard let task = try store.lease(upTo: 1, for: worker, now: Self.start).first else { return }
    try store.give(label(), to: task.item.id, by: worker)
  }

  private mutating func reject() throws {
    let worker = someone()
    guard let task = try store.lease(upTo: 1, for: worker, now: Self.start).first else { return }
    _ = try store.reject(
      item: task.item.id, because: .duplicate, by: worker, now: Self.start)
  }

  private mutating func undo() throws { _ = try store.undo(by: someone(), now: Self.start) }

  private mutating func decide() throws {
    let decisions: [Adjudication] = [
      .confirm, .label(label()), .reject(.unreadable), .reopen, .undo, .undo,
    ]
    let decision = decisions[generator.next(below: decisions.count)]
    _ = try store.decide([generator.next(below: Self.total)], decision)
  }

  private mutating func setAside() throws {
    _ = try store.setAside(
      worker: someone().worker, by: "eva", because: "test", now: Self.start)
  }

  private mutating func restore() throws {
    _ = try store.restoreSetAside(worker: someone().worker, by: "eva", now: Self.start)
  }

  private mutating func beginRound() throws {
    try store.begin(.prepareForTraining, round: rounds + 1, now: Self.start)
    let snapshot = try store.snapshot(now: Self.start)
    let taken = Set(
      snapshot.labels.map(\.item) + snapshot.excluded + snapshot.held
        + snapshot.adjudicated.filter(\.isReopened).map(\.item))
    var auto = [Int16](repeating: -1, count: Self.total)
    for item in auto.indices where !taken.contains(item) && generator.next(below: 2) == 0 {
      auto[item] = Int16(label())
    }
    files.write(auto, round: rounds + 1)
    let tally = auto.reduce(into: [Int](repeating: 0, count: labels.count)) {
      if $1 >= 0 { $0[Int($1)] += 1 }
    }
    let tasks = auto.indices.filter { !taken.contains($0) && $0 % 3 == 0 }
    begun = .round(rounds + 1, auto: tally, tasks: tasks, watermark: snapshot.watermark)
  }

  private mutating func endRound() throws {
    guard let round = begun else { return }
    try store.publish(round, now: Self.start)
    (begun, rounds) = (nil, rounds + 1)
  }

  /// Merges a label, or splits one in two; rarely, since labels do not come back.
  private mutating func changeLabels() throws {
    guard generator.next(below: 4) == 0, labels.count < 12 else { return }
    let isLast = labels.labels.indices.count { labels.current($0) == $0 } < 3
    let one = label()
    let other = isLast ? one : label()
    let (name, number) = (labels[one].name, labels.count)
    let change: LabelChange.Kind =
      one == other
      ? .split(name, into: ["part \(number)", "part \(number + 1)"], keys: [])
      : .merge(name, into: labels[other].name)
    labels = try labels.applying(change)
    try store.setLabels(labels, by: "eva", now: Self.start)
  }
}
