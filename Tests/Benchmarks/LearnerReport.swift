import Foundation
import Learning

/// Measures every figure of the learner with default settings, with each peer in the same run, and
/// prints a table of figures and goals.
struct LearnerReport {
  private let headlines: Headlines
  private let settings: LearnerSettings
  private let peers: Peers?
  private var table = FigureTable()

  init(_ headlines: Headlines, _ settings: LearnerSettings) {
    self.headlines = headlines
    self.settings = settings
    peers = settings.peersPython.map { Peers(python: $0) }
  }

  mutating func run() throws {
    print("\(headlines.texts.count) headlines; seeds \(settings.seedRange)")
    if peers == nil {
      print("NO PEERS: without --peers-python PYTHON (one with fastText and scikit-learn) only our")
      print("own figures are measured, and nothing that is a comparison.")
    }
    models()
    try comparison()
    try speed()
    try rounds()
    print("\n\(table.text)")
  }

  private mutating func models() {
    let bounds = [1000: (0.48, 0.54), 2000: (0.60, 0.65), 4000: (0.70, 0.74)]
    for size in settings.sizes {
      let figures = LearnerModels(settings).figures(headlines, size: size)
      table.add(
        "coverage at 97 %, \(size) labels", figures.map(\.coverage97).mean, .percent,
        must: bounds[size].map { .atLeast($0.0) }, goal: bounds[size].map { .atLeast($0.1) })
      table.add(
        "calibration error, \(size) labels", figures.map(\.calibrationError).mean, .percent,
        must: size == 2000 ? .atMost(0.02) : nil, goal: size == 2000 ? .atMost(0.01) : nil)
    }
  }
}

extension LearnerReport {
  /// Compares with the peers on the same splits; each figure must exceed that of the best peer.
  private mutating func comparison() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let sizes = [1000, 2000, 4000, 8000].filter { $0 * 3 <= headlines.texts.count * 2 }
    for size in sizes.isEmpty ? settings.sizes : sizes {
      var ours: [LearnerModels.Figures] = []
      var theirs: [Peers.Quality] = []
      for seed in settings.seedRange.prefix(3) {
        let pool = headlines.subset(rows: 12_000, seed: UInt64(seed))
        ours.append(LearnerModels(settings).measure(pool, labelCount: size, seed: 0).whole)
        guard let peers else { continue }
        let (train, test) = (folder.appending(path: "train"), folder.appending(path: "test"))
        try pool.write(rows: 0..<size, to: train.path)
        try pool.write(rows: size..<pool.texts.count, to: test.path)
        theirs += try peers.quality(train: train.path, test: test.path)
      }
      let parts: [(String, (LearnerModels.Figures) -> Double, (Peers.Quality) -> Double)] = [
        ("accuracy", { $0.accuracy }, { $0.accuracy }),
        ("macro-F1", { $0.macroF1 }, { $0.macroF1 }),
        ("coverage at 95 %", { $0.coverage95 }, { $0.coverage95 }),
        ("coverage at 97 %", { $0.coverage97 }, { $0.coverage97 }),
      ]
      for (name, our, their) in parts {
        let means = Dictionary(grouping: theirs, by: \.name).mapValues { $0.map(their).mean }
        for (peer, value) in means.sorted(by: { $0.key < $1.key }) {
          print("\(size) labels, \(name), \(peer): \(percent(value))")
        }
        table.add(
          "\(name), \(size) labels, against the best peer", ours.map(our).mean, .percent,
          must: means.values.max().map { .atLeast($0) })
      }
    }
  }

  private static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "winnow-learner-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Times training and prediction, in alternating child processes of this program and of fastText.
  private mutating func speed() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for rows in Set([min(10_000, headlines.texts.count), headlines.texts.count]).sorted() {
      let file = folder.appending(path: "rows-\(rows)").path
      try headlines.subset(rows: rows, seed: 0).write(rows: 0..<rows, to: file)
      try training(file, rows: rows)
    }
    let known = folder.appending(path: "known").path
    try headlines.subset(rows: 10_000, seed: 0).write(
      rows: 0..<min(10_000, headlines.texts.count), to: known)
    for rows in Set([min(10_000, headlines.texts.count), headlines.texts.count]).sorted() {
      let texts = folder.appending(path: "texts-\(rows)").path
      try Data(headlines.subset(rows: rows, seed: 1).texts.joined(separator: "\n").utf8)
        .write(to: URL(filePath: texts))
      try prediction(known, texts: texts, rows: rows)
    }
  }

  private mutating func training(_ file: String, rows: Int) throws {
    var (ours, theirs): ([Peers.Training], [Peers.Training]) = ([], [])
    for _ in 0..<settings.repeats {
      ours.append(try Child.ourFigures(["train", file, "\(settings.threads)"]))
      if let peers { theirs.append(try peers.training(file, threads: settings.threads)) }
    }
    table.add("training \(rows) rows, texts to model", ours.map(\.wall).median, .seconds)
    table.add(
      "training \(rows) rows, memory", ours.map(\.memory).median, .mebibytes,
      must: theirs.isEmpty ? nil : .atMost(theirs.map(\.memory).median))
    guard !theirs.isEmpty else { return }
    table.add("fastText's training of \(rows) rows", theirs.map(\.wall).median, .seconds)
    table.add(
      "training \(rows) rows, times as fast as fastText, wall",
      theirs.map(\.wall).median / ours.map(\.wall).median, .times, must: .atLeast(10),
      goal: .atLeast(20))
    table.add(
      "training \(rows) rows, times as fast as fastText, CPU",
      theirs.map(\.cpu).median / ours.map(\.cpu).median, .times)
  }

  private mutating func prediction(_ known: String, texts: String, rows: Int) throws {
    var (ours, theirs): ([Double], [Peers.Prediction]) = ([], [])
    for _ in 0..<settings.repeats {
      let our: Peers.Prediction = try Child.ourFigures(["predict", known, texts])
      ours.append(our.rows)
      if let peers { theirs.append(try peers.prediction(known, texts: texts)) }
    }
    table.add(
      "prediction of \(rows) texts, one core", ours.median, .rowsPerSecond,
      goal: .atLeast(1_000_000))
    guard !theirs.isEmpty else { return }
    let (batch, counted) = (theirs.map(\.rows).median, theirs.compactMap(\.counted).median)
    table.add("fastText's prediction of \(rows) texts, in C++", batch, .rowsPerSecond)
    table.add("the same without giving probabilities (its test)", counted, .rowsPerSecond)
    table.add(
      "prediction of \(rows) texts, times as fast as fastText", ours.median / batch, .times,
      must: .atLeast(2))
    table.add(
      "prediction of \(rows) texts, times as fast as its test", ours.median / counted, .times)
  }

  /// Times the graph and a round of the loop, with store and files.
  private mutating func rounds() throws {
    for rows in Set([min(10_000, headlines.texts.count), headlines.texts.count]).sorted() {
      let pool = headlines.subset(rows: rows, seed: 0)
      let features = TextFeatures(texts: pool.texts)
      var watch = Stopwatch()
      _ = watch.measure("graph") { NeighborGraph(features, threads: settings.threads) }
      let isWhole = rows > 10_000
      table.add(
        "graph of \(rows) rows", watch.steps[0].seconds, .seconds,
        must: .atMost(isWhole ? 60 : 0.5), goal: .atMost(isWhole ? 20 : 0.2))
      let steps = try RoundCost(pool, labeled: min(10_000, rows / 10)).run()
      for step in steps { print("\(rows) rows, a round, \(step.name): \(step.seconds) s") }
      table.add(
        "a round of \(rows) rows", steps.map(\.seconds).reduce(0, +), .seconds,
        must: .atMost(isWhole ? 10 : 1), goal: .atMost(isWhole ? 4 : 0.3))
    }
  }
}
