import Dataset
import Domain
import Engine
import Foundation
import Learning
import SQLiteDriver
import Store
import TestSupport
import Testing

/// The lead's desk over a project of ten items, of which the round labels eight.
@Suite struct ReviewTests {
  private let folder: TemporaryFolder
  private let project: Project
  private let store: ProjectStore
  private let desk: ProjectDesk
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  init() throws {
    folder = try TemporaryFolder()
    let lines = (0..<10).map { "{\"source\": \"Headline \($0) of the S\u{E9}nate\"}\n" }
    (project, store) = try Self.project(of: lines, in: folder)
    desk = ProjectDesk(project, store: store, person: "eva")
    var auto = AutoLabels(
      labels: [-1, -1, 0, 1, 2, 3, 0, 1, 2, 3], since: .init(repeating: 1, count: 10),
      confidence: [0, 0, 0.9, 0.5, 0.8, 0.5, 0.7, 0.99, 0.6, 0.95])
    auto.confidence[1] = 1
    try FolderArchive(folder: project.folder).save(auto, round: 1)
    try store.publish(
      RoundPublication(
        report: RoundReport(
          number: 1, publishedAt: now, trainedOn: 0, autoLabeled: 8, humanLabeled: 0, selected: 0),
        watermark: 0, autoByLabel: [2, 2, 2, 2], tasks: [], labelsForNextRound: 4), now: now)
  }

  private static func project(
    of lines: [String], in folder: TemporaryFolder
  ) throws -> (Project, ProjectStore) {
    let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json").path
    let input = try folder.write("in.manifest", lines.joined())
    let creation = ProjectCreation(.init(jobPath: job, manifestPath: input)) {
      try ProjectStore.create(path: $0, setup: $1, now: Date(timeIntervalSince1970: 1_700_000_000))
    }
    let place = folder.path("p")
    _ = try creation.create(at: place, from: creation.check())
    let project = try Project.open(path: place)
    let store = try ProjectStore(
      path: project.folder.database,
      assets: FolderAssets(folder: project.folder, contextKeys: project.contextKeys))
    return (project, store)
  }

  /// Reads a whole list, part by part.
  private func all(_ request: ReviewRequest) throws -> [ReviewRow] {
    var (request, rows) = (request, [ReviewRow]())
    repeat {
      let page = try desk.page(request)
      rows += page.rows
      request.after = page.next
    } while request.after != nil
    return rows
  }

  @Test("Auto-labels come by doubt, in parts of any size, from either end", arguments: [1, 3, 100])
  func doubtful(limit: Int) throws {
    var request = ReviewRequest(.doubtful, limit: limit)
    #expect(try all(request).map(\.item.id) == [3, 5, 8, 6, 4, 2, 9, 7])
    request.isReversed = true
    #expect(try all(request).map(\.item.id) == [7, 9, 2, 4, 6, 8, 3, 5])
    _ = try desk.adjudicate([3], as: .label(0), because: "wrong", now: now)
    request.isReversed = false
    let rows = try all(request)
    #expect(rows.map(\.item.id) == [5, 8, 6, 4, 2, 9, 7])
    #expect(rows[0].standing.origin == .auto && rows[0].standing.confidence == 0.5)
  }

  @Test("Labels that contradict the model come by its margin, with what it said and who answered")
  func contradictions() throws {
    func pair(_ row: Int, _ margin: Double, isRight: Bool = false) -> CalibrationPair {
      CalibrationPair(
        row: row, predicted: 2, confidence: ConfidenceFeatures(logMargin: margin, logOdds: 1),
        labelCount: 4, isRight: isRight)
    }
    let pairs = [pair(0, 1), pair(1, 5, isRight: true), pair(2, 3), pair(3, 2)]
    try FolderArchive(folder: project.folder).files(of: .model)
      .save(RoundCoding.bytes(pairs), as: .calibration, round: 1)
    _ = try desk.adjudicate([0, 1, 2], as: .label(0), because: "known", now: now)
    for limit in [1, 100] {
      let rows = try all(ReviewRequest(.contradictions, limit: limit))
      #expect(rows.map(\.item.id) == [2, 3, 0])
      #expect(rows.allSatisfy { $0.predicted == 2 })
    }
    #expect(try all(ReviewRequest(.contradictions, worker: "ana")).isEmpty)
    // What was changed to the prediction contradicts it no more.
    _ = try desk.adjudicate([2], as: .label(2), because: "looked again", now: now)
    #expect(try all(ReviewRequest(.contradictions)).map(\.item.id) == [3, 0])
  }

  @Test("An auto-label that was taken back is listed until people have labeled its item")
  func takenBack() throws {
    #expect(try all(ReviewRequest(.takenBack)).map(\.item.id) == [1])
    _ = try desk.adjudicate([1], as: .label(0), because: "known", now: now)
    #expect(try all(ReviewRequest(.takenBack)).isEmpty)
  }

  @Test(
    "Items are searched by text, whatever case and accents",
    arguments: [
      ("headline 7", [7]), ("SENATE", Array(0..<10)), ("s\u{E9}nat", Array(0..<10)), ("x", []),
    ])
  func search(text: String, found: [Int]) throws {
    #expect(try all(ReviewRequest(.items, search: text, limit: 4)).map(\.item.id) == found)
    let wanted = found.filter { $0 > 1 }
    #expect(Set(try all(ReviewRequest(.doubtful, search: text)).map(\.item.id)) == Set(wanted))
  }

  @Test(
    "A wrong label of two hours ago is found by worker and hour, changed, and its life tells it")
  func twoHoursAgo() throws {
    let ana = try store.openSession(
      worker: "ana", process: ProcessIdentity(host: "here", number: 1), now: now)
    try store.enqueue(
      [0, 1].map { QueuedTask(item: $0, kind: .choice) }, labelsForNextRound: 9, now: now)
    for (item, time) in [(0, now), (1, now + 7200)] {
      _ = try store.lease(upTo: 2, for: ana, now: time)
      _ = try store.annotate(
        Annotation(item: item, label: 1, acceptedAt: time, secondsSpent: 1), by: ana, now: time)
    }
    var request = ReviewRequest(.answers, worker: "ana")
    #expect(try all(request).map(\.item.id) == [1, 0])
    (request.since, request.until) = (now - 1800, now + 1800)
    #expect(try all(request).map(\.item.id) == [0])
    _ = try desk.adjudicate([0], as: .label(2), because: "a merger", now: now + 9000)
    let life = try desk.life(of: 0)
    #expect(life.row.standing == ItemStanding(.lead, label: 2))
    #expect(life.history.answers.map(\.worker) == ["ana", "eva"])
    let decision = try #require(life.history.answers.last)
    #expect(decision.purpose == "adjudication" && decision.because == "a merger")
    #expect(try all(ReviewRequest(.adjudicated)).map(\.item.id) == [0])
  }

  @Test("The lead's labels are marked in the manifest, which is verified; a reopened one has none")
  func export() throws {
    _ = try desk.adjudicate([3], as: .label(0), because: "wrong", now: now)
    _ = try desk.adjudicate([4], as: .reopen, because: "old guide", now: now)
    _ = try desk.adjudicate([5], as: .reject(.duplicate), because: "duplicate", now: now)
    let manifest = try project.manifest()
    let path = folder.path("out.manifest")
    let tally = try Exporter(
      project: project, manifest: manifest, store: store,
      archive: FolderArchive(folder: project.folder)
    ).write(to: path)
    #expect(tally.agrees(with: try store.counts(now: now)))
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(
      lines[3].contains("\"adjudicated\": \"yes\"")
        && lines[3].contains("\"human-annotated\": \"yes\""))
    #expect(lines.count { $0.contains("adjudicated") } == 1)
    #expect(lines[4].hasSuffix("nate\"}") && lines[5].contains("\"failure-reason\": \"duplicate\""))
    let found = try ManifestVerification.check(
      path: path, attribute: project.job.labelAttributeName, labels: project.labels,
      jobName: project.outputJobName, input: manifest)
    #expect(found.isSound && found.human == 1 && found.auto == 5 && found.rejected == 1)
  }

  @Test("A reopened item is exported without the label that it came with; the lead's replaces it")
  func initialLabels() throws {
    let folder = try TemporaryFolder()
    let label = """
      "category": 1, "category-metadata": {"class-name": "Entertainment", "confidence": 1.0, \
      "type": "groundtruth/text-classification", "job-name": "labeling-job/x", \
      "human-annotated": "yes", "creation-date": "2026-01-31T10:00:00.000000"}
      """
    let lines = [
      "{\"source\": \"One\", \(label)}\n", "{\(label), \"source\": \"Two\", \"k\": [1]}\n",
      "{\"source\": \"Three\", \(label), \"k\": 1}\n", "{\"source\": \"Four\"}\n",
    ]
    let (project, store) = try Self.project(of: lines, in: folder)
    let desk = ProjectDesk(project, store: store, person: "eva")
    _ = try desk.adjudicate([0, 1], as: .reopen, because: "old guide", now: now)
    _ = try desk.adjudicate([2], as: .label(0), because: "wrong", now: now)
    let path = folder.path("out.manifest")
    let manifest = try project.manifest()
    let tally = try Exporter(
      project: project, manifest: manifest, store: store,
      archive: FolderArchive(folder: project.folder)
    ).write(to: path)
    #expect(tally.agrees(with: try store.counts(now: now)))
    let output = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let mark = "\"category-metadata\": {\"adjudicated\": \"reopened\"}"
    #expect(output[0] == "{\"source\": \"One\", \(mark)}")
    #expect(output[1] == "{\"source\": \"Two\", \"k\": [1], \(mark)}")
    #expect(output[2].contains("\"adjudicated\": \"yes\"") && output[2].contains("\"k\": 1"))
    let found = try ManifestVerification.check(
      path: path, attribute: project.job.labelAttributeName, labels: project.labels,
      jobName: project.outputJobName, input: manifest)
    #expect(found.isSound && found.human == 1 && found.auto == 0)
    _ = try desk.adjudicate([0], as: .undo, because: "no", now: now)
    #expect(try store.counts(now: now).human == 2)
  }

  @Test("What the lead decides about draws of the check neither stops it nor hides an answer")
  func check() throws {
    let job = try SampleJob()
    let loop = job.loop()
    func run(until isEnough: () throws -> Bool) throws {
      for _ in 0..<80 where try !isEnough() {
        if try loop.advance() == .wait { try job.answerBatch() }
      }
    }
    try run { try job.report.quality.promise?.closing != nil }
    let before = try #require(try loop.evidence(round: job.outcome.currentRound)?.closings.last)
    let known = try job.labels
    let open = before.rows.filter { known[$0] == nil }
    try #require(open.count > 3)
    let wrong = (job.gold[open[0]] + 1) % 4
    _ = try job.store.adjudicate([open[0]], as: .label(wrong), because: "x", by: "eva", now: now)
    _ = try job.store.adjudicate(
      [open[1]], as: .reject(.duplicate), because: "x", by: "eva", now: now)
    try job.answerBatch()
    let answered = try #require(try open.dropFirst(2).first { try job.labels[$0] != nil })
    _ = try job.store.adjudicate(
      [answered], as: .reject(.duplicate), because: "x", by: "eva", now: now)
    try run { try job.report.status == .completed }
    #expect(try job.report.status == .completed)
    let last = try #require(try loop.evidence(round: job.outcome.currentRound)?.closings.last)
    #expect(last.round == before.round && last.verdict == true)
    #expect(last.drawn == last.rows.count - 2 && last.rows.contains(answered))
    // Both that nobody answered were replaced by further draws.
    #expect(last.rows.count >= before.rows.count + 2 && last.drawn >= before.rows.count)
  }

  @Test("What the lead decided is kept with a round's labels")
  func coding() throws {
    let snapshot = LabelSnapshot(
      labels: [HumanLabel(item: 1, label: 2)],
      adjudicated: [
        AdjudicatedItem(item: 1, opinions: [0, 3]),
        AdjudicatedItem(item: 4, opinions: [], isReopened: true),
      ], watermark: 7)
    #expect(try RoundCoding.snapshot(RoundCoding.bytes(snapshot)) == snapshot)
  }

  @Test("The lead's labels teach the model, and no estimate of the accuracy rests on them")
  func calibration() throws {
    let job = try SampleJob(count: 300, start: 80, batch: 40)
    let loop = job.loop()
    while try loop.advance() != .runRound(1) { try job.answerBatch() }
    let open = try Set(0..<300).subtracting(job.labels.keys).sorted().prefix(30)
    for item in open {
      _ = try job.store.adjudicate(
        [item], as: .label((job.gold[item] + 1) % 4), because: "test", by: "eva", now: now)
    }
    let audited = try #require(try job.labels.keys.min())
    _ = try job.store.adjudicate([audited], as: .label(3), because: "test", by: "eva", now: now)
    while try loop.advance() != .runRound(2) { try job.answerBatch() }
    let snapshot = try job.store.snapshot(now: now)
    #expect(snapshot.labels.contains(HumanLabel(item: audited, label: 3)))
    let files = job.archive.files(of: .model)
    let pairs = try RoundCoding.pairs(try #require(try files.load(.calibration, round: 2)))
    #expect(pairs.count > 60 && Set(pairs.map(\.row)).isDisjoint(with: open))
  }
}
