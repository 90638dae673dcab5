import Domain
import Foundation
import Learning

/// Measures the learner's cost: seconds of training, texts per second, memory.
struct LearnerSpeed {
  private let headlines: Headlines
  private let settings: LearnerSettings

  init(_ headlines: Headlines, _ settings: LearnerSettings) {
    self.headlines = headlines
    self.settings = settings
  }

  /// Measures with `--rows` rows, 10,000 by default, and with all.
  func run() {
    for rows in Set([min(settings.rows, headlines.texts.count), headlines.texts.count]).sorted() {
      let pool = headlines.subset(rows: rows, seed: UInt64(settings.firstSeed))
      training(pool)
      print("\(rows) rows: peak memory of this process so far \(Self.peakMemory) MiB")
    }
  }

  /// Times training on labeled texts in memory, and prediction.
  private func training(_ pool: Headlines) {
    var watch = Stopwatch()
    var trainer = ClassifierTrainer()
    trainer.threads = settings.threads
    let features = watch.measure("features") {
      TextFeatures(texts: pool.texts, threads: settings.threads)
    }
    let labels = pool.labels.indices.map { HumanLabel(item: $0, label: pool.labels[$0]) }
    let classifier = watch.measure("train") {
      trainer.train(features, labels: labels, classCount: Headlines.classCount)
    }
    let count = pool.texts.count
    print("\(count) rows, all labeled, \(settings.threads) threads: \(watch.summary())")
    let model = TextModel(
      labels: Headlines.categories, vocabulary: features.vocabulary, classifier: classifier)
    var prediction = Stopwatch()
    for _ in 0..<3 {
      _ = prediction.measure("predict") { model.predict(pool.texts, threads: 1) }
    }
    let seconds = prediction.steps[0].seconds / 3
    print("\(count) rows: prediction, text in, one core: \(Int(Double(count) / seconds)) rows/s")
  }

  /// The peak resident memory in MiB; 0 if the system does not report it.
  private static var peakMemory: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 / 1024 } ?? 0
  }
}
