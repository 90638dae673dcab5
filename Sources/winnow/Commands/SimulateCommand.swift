import ArgumentParser
import Dataset
import Domain
import Dispatch
import Engine
import Foundation
import Learning
import Synchronization

/// `winnow simulate`.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulates a job on data with known labels.",
    discussion: """
      Scripted labelers answer from the gold labels; the loop is the real one. Prints the share that \
      people would label, and the accuracy of the model's labels.

        winnow simulate newsCorpora.csv --sample 10000 --seeds 1...5
        winnow simulate news.csv --strategy diverse,margin --target 0.97
        winnow simulate newsCorpora.csv --sample 10000 --baseline sample
        winnow simulate newsCorpora.csv --sample 10000 --model built-in,./model.py
        winnow simulate news.manifest --answers answers.jsonl --json
      """)

  @Argument(help: "The file, or - for standard input.")
  var input: String

  @OptionGroup var options: InputOptions

  @Option(help: "The gold labels, if the input is a manifest: JSON Lines {\"id\", \"label\"}.")
  var answers: String?

  @Option(help: "The required accuracy of the model's labels.")
  var target = 0.95

  @Option(help: "Human labels before the first round (default: by the number of items).")
  var start: Int?

  @Option(help: "New human labels between two rounds (default: by the number of items).")
  var batch: Int?

  @Option(
    help:
      "Strategies, separated by commas: \(QueryStrategy.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var strategy = "diverse"

  @Option(
    help: """
      Models, separated by commas: built-in, an executable, a folder with train and serve, \
      image:NAME, an address, or a .json file with the fields of a job's Model.
      """)
  var model = "built-in"

  @Option(
    help: ArgumentHelp(
      "Start with this model of an earlier job, as “init --start-model” does.", valueName: "file"))
  var startModel: String?

  @Option(help: "The share of wrong answers, 0–1.")
  var noise = 0.0

  @Option(
    help: "Seeds, such as 1...5 or 7; each draws the rows, the first items and the wrong answers.")
  var seeds = "1"

  @Option(
    help: "Run the rules of Amazon's sample on the built-in model instead of the loop: sample.")
  var baseline: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Show no progress.")
  var quiet = false

  func run() throws {
    guard baseline == nil || baseline == "sample" else {
      throw ValidationError("“\(baseline ?? "")” is not a baseline; the only one is “sample”")
    }
    guard (0.5...0.999).contains(target), (0..<1).contains(noise) else {
      throw ValidationError("--target must be 0.5–0.999 and --noise 0–1")
    }
    let signals = EndingSignals.endPrograms()
    defer { withExtendedLifetime(signals) {} }
    let texts = try LabeledTexts(input, answers: answers, options: options)
    let results = try variants().map { variant in
      SimulationTable(name: variant.name, runs: try simulate(variant, texts))
    }
    guard !json else { return Console.json(try SimulationTable.json(results)) }
    Console.line(SimulationTable.text(results))
  }

  /// Returns every strategy with every model, each with a distinct name.
  func variants() throws -> [Variant] {
    if baseline != nil { return [Variant(name: "sample", strategy: nil, model: .init())] }
    let models = model.split(separator: ",").map(String.init)
    let strategies = strategy.split(separator: ",").map(String.init)
    return try models.flatMap { model in
      try strategies.map { name in
        let title = [strategies.count > 1 ? name : nil, models.count > 1 ? model : nil]
          .compactMap(\.self)
        return Variant(
          name: title.isEmpty ? name : title.joined(separator: ", "),
          strategy: try Self.strategy(name), model: try .named(model))
      }
    }
  }

  /// A strategy and a model to simulate.
  struct Variant {
    let name: String
    /// Nil for the rules of Amazon's sample.
    let strategy: QueryStrategy?
    let model: ActiveLearning.Model
  }

  /// Runs all seeds, on all cores.
  private func simulate(
    _ variant: Variant, _ texts: LabeledTexts
  ) throws -> [SimulationTable.Run] {
    let seeds = try Self.seeds(self.seeds)
    let job = SimulatedJob(
      target: target, start: start, batch: batch, noise: noise, strategy: variant.strategy,
      model: variant.model, startModel: startModel, quiet: quiet)
    let sample = options.sample
    let results = Mutex<[UInt64: Result<SimulationOutcome, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: seeds.count) { place in
      let seed = seeds[place]
      let result = Result { try job.run(texts.drawn(sample, seed: seed), seed: seed) }
      results.withLock { $0[seed] = result }
    }
    return try results.withLock { results in
      try seeds.compactMap { seed in
        try results[seed].map { SimulationTable.Run(seed: seed, outcome: try $0.get()) }
      }
    }
  }

  private static func strategy(_ name: String) throws -> QueryStrategy {
    guard let strategy = QueryStrategy(rawValue: name) else {
      let known = QueryStrategy.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("“\(name)” is not a strategy; known: \(known)")
    }
    return strategy
  }

  /// Reads one seed or a range of seeds.
  static func seeds(_ text: String) throws -> [UInt64] {
    if let seed = UInt64(text) { return [seed] }
    let ends = text.components(separatedBy: "...").compactMap { UInt64($0) }
    guard ends.count == 2, ends[0] <= ends[1], ends[1] - ends[0] < 1000 else {
      throw ValidationError("“\(text)” is not a range of seeds; write 1...5")
    }
    return Array(ends[0]...ends[1])
  }
}
