import Dataset
import Domain
import Engine
import Foundation
import Learning
import SQLiteDriver
import Store
import TestSupport
import Testing

@Suite struct StackAnswerTests {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  @Test("Labels copied to near-duplicates are trained on and excluded from calibration")
  func copiedLabels() throws {
    let headlines = try SampleHeadlines(count: 300)
    // Item 2n + 1 is a copy of item 2n.
    let texts = (0..<300).map { headlines.texts[$0 / 2 * 2] }
    let gold = (0..<300).map { headlines.labels[$0 / 2 * 2] }
    let features = TextFeatures(texts: texts)
    let pool = Pool(features: features, graph: NeighborGraph(features), classCount: 4)
    let archive = MemoryArchive()
    var lead = LeadSettings()
    lead.target = 0.7
    let assets = SimulationAssets(
      texts: texts, archive: archive, stacks: (0..<150).map { [2 * $0, 2 * $0 + 1] })
    let store = try ProjectStore.inMemory(
      ProjectSetup(jobName: "copies", labels: SampleJob.labels, total: 300, settings: lead),
      assets: assets, now: now)
    let loop = LearningLoop(
      store: store, archive: archive, pool: PoolLoader(pool),
      settings: RoundSettings(target: 0.7, confidence: ConfidenceLevel(0.5)),
      plan: LoopPlan(startLabels: 80, batchSize: 40), clock: { [now] in now })
    let ana = try store.openSession(
      worker: "ana", process: ProcessIdentity(host: "here", number: 1), now: now)
    for round in 1...2 {
      while try loop.advance() != .runRound(round) {
        try answer(on: store, by: ana, gold)
      }
      let snapshot = try store.snapshot(now: now)
      let copied = Set(snapshot.copied.map(\.item))
      #expect(copied.count > 20 && snapshot.labels.count - copied.count >= 40)
      let files = archive.files(of: .model)
      let bytes = try #require(try files.load(.calibration, round: round))
      var reader = ByteReader(bytes[...], of: "calibration")
      let judged: [UInt32] = try reader.numbers()
      #expect(judged.count >= 40 && Set(judged.map(Int.init)).isDisjoint(with: copied))
    }
  }

  /// Gives each task's label to its whole stack until a round is due.
  private func answer(on store: ProjectStore, by session: WorkerSession, _ gold: [Int]) throws {
    while let task = try store.lease(upTo: 1, for: session, now: now).first {
      let answer = Annotation(
        item: task.item.id, label: gold[task.item.id], acceptedAt: now, secondsSpent: 0,
        nearDuplicates: task.nearDuplicates.map(\.id))
      _ = try store.annotate(answer, by: session, now: now)
      let situation = try store.situation(now: now)
      if situation.counts.human >= situation.labelsForNextRound ?? 0 { return }
    }
  }
}
