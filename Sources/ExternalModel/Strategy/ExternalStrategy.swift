import Domain
import Foundation

/// An external strategy: a program that chooses the next tasks (Dataset/FORMATS.md, “Strategy
/// contract”).
package struct ExternalStrategy: Sendable {
  private let command: [String]
  private let home: String
  var limits: ProgramLimits

  package init(
    command: [String], home: String, timeoutSeconds: Int = 600, memoryLimitMB: Int? = nil
  ) {
    self.command = command
    self.home = URL(filePath: home).standardizedFileURL.path
    limits = ProgramLimits(
      seconds: Double(timeoutSeconds), graceSeconds: 10, memoryMB: memoryLimitMB)
  }

  /// Finds the executable without starting it; throws a `ModelFailure` if it is not there.
  package func checkProgram() throws {
    _ = try ProgramPath.resolve(command.first ?? "", from: home)
  }

  /// Passes the items to the executable, and returns its choices, the most wanted first.
  ///
  /// Blocks until it has ended; throws a `ModelFailure`.
  package func choose(_ items: [StrategyItem]) throws -> [StrategyChoice] {
    let call = try call()
    var next = 0
    var reader = ChoiceReader(items)
    let outcome = try ProgramRun.perform(
      call, input: { Self.piece(of: items, &next) }, output: { try reader.append($0) })
    if let failure = outcome.failure(of: call) { throw failure }
    do { return try reader.finish() } catch let failure as ModelFailure {
      throw outcome.failure(of: call, because: failure.reason)
    }
  }

  private func call() throws -> ProgramCall {
    guard let first = command.first else {
      throw ModelFailure("the job's Strategy has an empty Command; its first entry is a program")
    }
    return ProgramCall(
      name: "the strategy's command", program: try ProgramPath.resolve(first, from: home),
      arguments: Array(command.dropFirst()), environment: ProgramEnvironment.base(), folder: home,
      limits: limits, log: nil)
  }

  private static func piece(of items: [StrategyItem], _ next: inout Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while next < items.count, bytes.count < 1 << 16 {
      items[next].append(to: &bytes)
      next += 1
    }
    return bytes
  }
}

/// An item as a strategy sees it.
package struct StrategyItem: Sendable {
  package let id: Int
  /// The likeliest first.
  package let probabilities: [(label: Int, probability: Double)]

  package init(id: Int, probabilities: [(label: Int, probability: Double)]) {
    self.id = id
    self.probabilities = probabilities
  }

  fileprivate func append(to bytes: inout [UInt8]) {
    let numbers = probabilities.map { "\($0.probability)" }.joined(separator: ", ")
    let labels = probabilities.map { "\"__label__\($0.label)\"" }.joined(separator: ", ")
    bytes += #"{"id": \#(id), "prob": [\#(numbers)], "label": [\#(labels)]}"#.utf8
    bytes.append(0x0A)
  }
}

/// A strategy's decision about an item: auto-label it, or ask a worker.
package struct StrategyChoice: Sendable, Equatable {
  package enum Action: String, Sendable, Equatable {
    case auto, human
  }

  package let id: Int
  package let action: Action

  package init(id: Int, action: Action) {
    self.id = id
    self.action = action
  }
}

/// Reads a strategy's choices, `{"id", "action"}`, and checks them.
private struct ChoiceReader {
  /// Decoded by `JSONDecoder`, which is fast enough: choices are few.
  private struct Line: Decodable {
    let id: Int
    let action: String
  }

  private static let lineLimit = 1 << 12

  private var lines = LineGatherer(limit: lineLimit)
  private var left: Set<Int>
  private let known: Set<Int>
  private var choices: [StrategyChoice] = []

  init(_ items: [StrategyItem]) {
    known = Set(items.map(\.id))
    left = known
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
    let before = choices.count
    var gatherer = lines
    try gatherer.append(bytes) { try take($0) }
    lines = gatherer
    return choices.count > before
  }

  mutating func finish() throws -> [StrategyChoice] {
    var gatherer = lines
    try gatherer.finish { try take($0) }
    return choices
  }

  private mutating func take(_ line: UnsafeBufferPointer<UInt8>) throws {
    guard line.count <= Self.lineLimit else {
      throw fault("longer than \(Self.lineLimit) bytes", line)
    }
    guard let read = try? JSONDecoder().decode(Line.self, from: Data(line)) else {
      throw fault(#"{"id": …, "action": "auto" or "human"} is expected"#, line)
    }
    guard known.contains(read.id) else { throw fault("there was no item \(read.id)", line) }
    guard left.remove(read.id) != nil else {
      throw fault("the item \(read.id) appears twice", line)
    }
    guard let action = StrategyChoice.Action(rawValue: read.action) else {
      throw fault(#"the action is neither "auto" nor "human""#, line)
    }
    choices.append(StrategyChoice(id: read.id, action: action))
  }

  private func fault(_ words: String, _ line: some Collection<UInt8>) -> ModelFailure {
    ModelFailure("line \(choices.count + 1) of its answers: \(words): \(SafeExcerpt(line))")
  }
}
