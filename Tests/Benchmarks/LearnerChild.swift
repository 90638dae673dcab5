import Domain
import Foundation
import Learning

/// Measurements in a process of their own, as those of the peers.
enum LearnerChild {
  /// Prints the figures as a line of JSON; arguments and file formats are those of `peers.py`.
  static func run(_ arguments: [String]) throws {
    switch (arguments.first, arguments.count) {
    case ("train", 3): try train(arguments[1], threads: Int(arguments[2]) ?? 1)
    case ("predict", 3): try predict(arguments[1], texts: arguments[2])
    default: throw UsageError("This is for benchmarks' own children.")
    }
  }

  /// Trains a model on texts, all of them labeled; prints seconds and MiB.
  private static func train(_ path: String, threads: Int) throws {
    let headlines = try Headlines(path: path, text: 1, category: 0)
    let (wall, cpu) = (ContinuousClock.now, Processor.seconds)
    _ = model(headlines, threads: threads)
    let seconds = (ContinuousClock.now - wall) / .seconds(1)
    try print(["wall": seconds, "cpu": Processor.seconds - cpu, "memory": Processor.peakMemory])
  }

  /// Predicts texts on one core, by a model in memory trained on other texts, three times with an
  /// empty token cache; prints texts per second.
  private static func predict(_ path: String, texts file: String) throws {
    let model = model(try Headlines(path: path, text: 1, category: 0), threads: 1)
    let texts = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    var begun = Processor.seconds
    let ready = TextPredictor(model)
    let preparation = Processor.seconds - begun
    var fastest = 0.0
    for _ in 0..<3 {
      var predictor = ready
      begun = Processor.seconds
      var values: [Float] = []
      values.reserveCapacity(texts.count * Headlines.classCount)
      for var text in texts { text.withUTF8 { predictor.predict($0, appendingTo: &values) } }
      fastest = max(fastest, Double(texts.count) / (Processor.seconds - begun))
    }
    try print([
      "rows": fastest, "preparation": preparation, "memory": Processor.peakMemory,
    ])
  }

  private static func model(_ headlines: Headlines, threads: Int) -> TextModel {
    var trainer = ClassifierTrainer()
    trainer.threads = threads
    let features = TextFeatures(texts: headlines.texts, threads: threads)
    let labels = headlines.labels.enumerated().map { HumanLabel(item: $0, label: $1) }
    return TextModel(
      labels: Headlines.categories, vocabulary: features.vocabulary,
      classifier: trainer.train(features, labels: labels, classCount: Headlines.classCount))
  }

  private static func print(_ figures: [String: Double]) throws {
    Swift.print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
  }
}

/// Resources used by this process.
enum Processor {
  /// Processor time of all threads, in seconds.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The peak resident memory in MiB; 0 if the system does not report it.
  static var peakMemory: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(separator: " ").compactMap { Double($0) }.first ?? 0) / 1024
  }
}
