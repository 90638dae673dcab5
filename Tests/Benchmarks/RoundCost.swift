import Dataset
import Domain
import Engine
import Foundation
import Learning
import SQLiteDriver
import Store

/// Times the steps of a round of a project on disk, with store and files.
struct RoundCost {
  private let headlines: Headlines
  private let labeled: Int

  /// Takes the number of rows that are labeled at the start.
  init(_ headlines: Headlines, labeled: Int) {
    self.headlines = headlines
    self.labeled = labeled
  }

  /// Returns the seconds of each step of the second round.
  func run() throws -> [(name: String, seconds: Double)] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "winnow-rounds-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let project = try Project.open(path: try makeProject(in: folder))
    let archive = FolderArchive(folder: project.folder)
    let store = try ProjectStore(
      path: project.folder.database,
      assets: FolderAssets(folder: project.folder, contextKeys: project.contextKeys))
    let manifest = try project.manifest()
    let exporter = Exporter(
      project: project, manifest: manifest, store: store, archive: archive)
    let watch = StepWatch()
    var loop = LearningLoop(
      store: store, archive: archive, contenders: try project.contenders(manifest),
      pool: PoolLoader(try project.pool(manifest)), settings: project.settings,
      plan: project.plan(total: manifest.count)
    ) { _ in _ = try exporter.write(to: project.folder.partialOutput) }
    loop.afterWork = { watch.note($0) }
    try work(loop, store, watch)
    return watch.steps.map { ($0.0.rawValue, $0.1) }
  }

  /// Runs two rounds: the first cross-validates, the second is like all later ones.
  private func work(_ loop: LearningLoop, _ store: ProjectStore, _ watch: StepWatch) throws {
    var labeler = ScriptedLabeler(gold: headlines.labels, labelCount: Headlines.classCount)
    let session = try store.openSession(
      worker: "benchmark", process: ProcessIdentity(host: "benchmark", number: 1), now: Date())
    var rounds = 0
    for _ in 0..<10 where rounds < 2 {
      watch.restart()
      switch try loop.advance() {
      case .runRound: rounds += 1
      case .wait: try labeler.work(on: store, as: session, clock: Date.init)
      default: break
      }
    }
    guard rounds == 2 else { throw BenchmarkError("the project's loop ran \(rounds) rounds of 2") }
  }

  /// Makes a project by `winnow prepare` and `init`, with items in the order of the headlines.
  private func makeProject(in folder: String) throws -> String {
    let lines = headlines.texts.indices.map { row in
      let (text, label) = (headlines.texts[row], Headlines.categories[headlines.labels[row]])
      return "\(row + 1)\t\(text)\turl\tpublisher\t\(label)\tstory\thost\t0"
    }
    let (news, manifest) = ("\(folder)/news.csv", "\(folder)/news.manifest")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: news))
    _ = try Child.winnow(["prepare", news, "--labeled", "\(labeled)", "--output", manifest])
    let template = Child.repository.appending(path: "templates/news-headlines").path
    for name in ["job.json", "label-categories.json", "worker-task-template.liquid.html"] {
      try FileManager.default.copyItem(atPath: "\(template)/\(name)", toPath: "\(folder)/\(name)")
    }
    _ = try Child.winnow([
      "init", "\(folder)/news", "--job", "\(folder)/job.json", "--input", manifest,
    ])
    return "\(folder)/news"
  }
}

/// Records the time of each step of the latest round.
private final class StepWatch {
  private(set) var steps: [(LoopStep, Double)] = []
  private var last = ContinuousClock.now

  func restart() { last = .now }

  func note(_ step: LoopStep) {
    if step == .prepareForTraining { steps = [] }
    let now = ContinuousClock.now
    steps.append((step, (now - last) / .seconds(1)))
    last = now
  }
}
