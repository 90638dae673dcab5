import Domain
import Foundation
import Learning

/// Measures the model with a number of random labels, on the rows without one.
struct LearnerModels {
  struct Figures {
    var accuracy, macroF1, coverage95, coverage97, calibrationError: Double

    init(_ evaluation: Evaluation) {
      accuracy = evaluation.accuracy
      macroF1 = evaluation.macroF1
      coverage95 = evaluation.coverage(atAccuracy: 0.95)
      coverage97 = evaluation.coverage(atAccuracy: 0.97)
      calibrationError = evaluation.expectedCalibrationError
    }
  }

  private let settings: LearnerSettings

  init(_ settings: LearnerSettings) { self.settings = settings }

  /// Measures random pools of the headlines.
  func run(_ headlines: Headlines) {
    for size in settings.sizes {
      let figures = settings.seedRange.map { seed in
        let pool = headlines.subset(rows: settings.rows, seed: UInt64(seed))
        return measure(pool, labelCount: size, seed: UInt64(seed))
      }
      summarize(figures, size: size)
    }
  }

  /// Returns the figures of each seed's pool.
  func figures(_ headlines: Headlines, size: Int) -> [Figures] {
    settings.seedRange.map { seed in
      let pool = headlines.subset(rows: settings.rows, seed: UInt64(seed))
      return measure(pool, labelCount: size, seed: UInt64(seed)).whole
    }
  }

  /// Measures pairs of files `train-N-SEED.tsv` and `test-N-SEED.tsv`, which together are the pool.
  func run(splitsIn folder: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("train-") && $0.hasSuffix(".tsv") }
    let sizes = Dictionary(grouping: names) { name in
      name.split(separator: "-").dropFirst().first.flatMap { Int($0) } ?? 0
    }
    for size in sizes.keys.sorted() {
      let figures = try (sizes[size] ?? []).sorted().map { name in
        let test = "test" + name.dropFirst("train".count)
        let known = try Headlines(path: "\(folder)/\(name)", text: 0, category: 1)
        let rest = try Headlines(path: "\(folder)/\(test)", text: 0, category: 1)
        return measure(known.joined(with: rest), labelCount: known.texts.count, seed: 0)
      }
      summarize(figures, size: size)
    }
  }

  /// Labels the first rows and predicts the others: without and with smoothing over the graph.
  func measure(
    _ pool: Headlines, labelCount: Int, seed: UInt64
  ) -> (textAlone: Figures, whole: Figures) {
    let features = TextFeatures(texts: pool.texts)
    let graph = NeighborGraph(features, threads: settings.threads)
    let labels = (0..<labelCount).map { HumanLabel(item: $0, label: pool.labels[$0]) }
    var trainer = ClassifierTrainer()
    trainer.threads = settings.threads
    let model = trainer.train(
      features, labels: labels, classCount: Headlines.classCount, seed: seed)
    let base = model.predict(features, threads: settings.threads)
    let rows = graph.spread(base, labels: labels, threads: settings.threads)
    // Near-duplicates are not kept together, as in the peers' random splits.
    let alone = Pool(
      features: features, graph: graph, validationGroups: RowGroups(count: features.count),
      classCount: Headlines.classCount)
    let pairs = CrossValidation(labels, seed: seed).pairs(alone, trainer: trainer)
    let calibration = Calibration(pairs: pairs, labelCount: labelCount)
    let scored = ScoredRows(rows, calibration: calibration)
    let truth = Array(pool.labels[labelCount...])
    return (
      Figures(Evaluation(base.dropping(labelCount), known: truth)),
      Figures(
        Evaluation(
          rows.dropping(labelCount), known: truth,
          confidences: Array(scored.probabilities[labelCount...])))
    )
  }

  private func summarize(_ figures: [(textAlone: Figures, whole: Figures)], size: Int) {
    for (name, figures) in [
      ("winnow", figures.map(\.whole)), ("winnow's text model alone", figures.map(\.textAlone)),
    ] {
      print(
        "\(size) labels, \(name): accuracy \(percent(figures.map(\.accuracy).mean)),",
        "macro-F1 \(percent(figures.map(\.macroF1).mean)),",
        "coverage at 95 % \(percent(figures.map(\.coverage95).mean)),",
        "at 97 % \(percent(figures.map(\.coverage97).mean)),",
        "calibration error \(percent(figures.map(\.calibrationError).mean))",
        "(\(figures.count) pools)")
    }
  }
}

extension ProbabilityRows {
  /// Returns the rows without the first ones.
  fileprivate func dropping(_ count: Int) -> ProbabilityRows {
    ProbabilityRows(values: Array(values[(count * classCount)...]), classCount: classCount)
  }
}
