import Dataset
import Domain
import Foundation

/// Makes the checks of a user's own active-learning logic, an executable that chooses items.
package final class StrategyChecker {
  private let call: ProgramCall
  private let list: CheckList
  private var chosen: [Choice] = []

  /// One answer of the strategy.
  private struct Choice: Equatable {
    let id: Int
    let action: String
  }

  private init(_ call: ProgramCall, report: @escaping (ContractCheck) -> Void) {
    self.call = call
    list = CheckList(report: report)
  }

  /// Starts a strategy as often as needed, and makes all checks.
  ///
  /// A relative path of the command begins at `home`; `report` is called with each check.
  package static func run(
    _ command: [String], home: String, in folder: String, limits: ModelLimits,
    report: @escaping (ContractCheck) -> Void = { _ in }
  ) throws -> [ContractCheck] {
    try ModelFolder(folder).make()
    let call = ProgramCall(
      name: "the strategy", program: try ProgramPath.resolve(command.first ?? "", from: home),
      arguments: Array(command.dropFirst()), environment: ProgramEnvironment.base(),
      folder: URL(filePath: home).standardizedFileURL.path, limits: limits.prediction,
      log: "\(ModelFolder(folder).path)/strategy.log")
    let checks = StrategyChecker(call, report: report)
    checks.checkAnswers()
    checks.checkUse()
    checks.checkLimits()
    return checks.list.checks
  }

  private func checkAnswers() {
    let items = Self.items(200)
    var found: [[UInt8]] = []
    list.check(.answers) {
      found = try ask(items)
      return found.isEmpty ? .failed("it chose none of 200 items") : .passed()
    }
    list.check(.lineForm, needs: [.answers]) {
      for (number, line) in found.enumerated() {
        do throws(ModelFailure) {
          chosen.append(try Self.choice(line))
        } catch {
          return .failed("line \(number + 1): \(error)")
        }
      }
      return .passed()
    }
    list.check(.itemsKnown, needs: [.lineForm]) {
      Self.fault(in: chosen, count: items.count).map { .failed($0) } ?? .passed()
    }
  }

  private func checkUse() {
    list.check(.sameAnswer, needs: [.lineForm]) {
      try choices(Self.items(200)) == chosen
        ? .passed() : .failed("the same items got two different answers; expected one")
    }
    list.check(.probabilitiesUsed, needs: [.sameAnswer]) {
      try choices(Self.items(200, turnedBy: 77)) != chosen
        ? .passed()
        : .failed("other probabilities for the same items change nothing; expected that they do")
    }
    var duration = Duration.zero
    list.check(.manyLines, needs: [.itemsKnown]) {
      let start = ContinuousClock.now
      let found = try choices(Self.items(10_000))
      duration = start.duration(to: .now)
      return Self.fault(in: found, count: 10_000).map { .failed($0) }
        ?? .passed("\(found.count) chosen")
    }
    list.check(.time, needs: [.manyLines]) {
      .passed("\(Int((duration / .milliseconds(10)).rounded())) ms")
    }
  }

  private func checkLimits() {
    list.check(.noItems, needs: [.itemsKnown]) {
      let found = try ask([])
      return found.isEmpty ? .passed() : .failed("no items got \(found.count) answers")
    }
    list.check(.badRequest, needs: [.itemsKnown]) {
      var items = Self.items(200)
      items.insert(Array("this is no item".utf8), at: 100)
      do {
        return try choices(items).isEmpty
          ? .failed("beside a line that is no item, none of 200 good ones was chosen") : .passed()
      } catch {
        return .failed("\(error), at a line that is no item; expected the choice among the others")
      }
    }
    list.check(.stops, needs: [.answers]) {
      ContractCheck.Outcome(try ProgramRun.stop(call, whileReading: Self.items(1)[0]))
    }
  }
}

extension StrategyChecker {
  /// Returns the lines of items; `turnedBy` gives each the probabilities of another one.
  private static func items(_ count: Int, turnedBy shift: Int = 0) -> [[UInt8]] {
    (0..<count).map { id in
      let place = (id + shift) % count
      // From a tie of all four to near certainty, each with another label first.
      let first = 0.25 + 0.7499 * Double(place * 7919 % count) / Double(count)
      let rest = 1 - first
      let probabilities = [first, rest * 0.5, rest * 0.3, rest * 0.2].sorted(by: >)
      let labels = (0..<4).map { "\"__label__\((place + $0) % 4)\"" }
      let numbers = probabilities.map { "\($0)" }.joined(separator: ", ")
      return Array(
        "{\"id\": \(id), \"prob\": [\(numbers)], \"label\": [\(labels.joined(separator: ", "))]}"
          .utf8)
    }
  }

  private static func choice(_ line: [UInt8]) throws(ModelFailure) -> Choice {
    let fields = try ContractAnswer.object(line)
    guard case .number(let text)? = fields["id"]?.value, let number = Int(text) else {
      throw ModelFailure("“id” is not the number of an item")
    }
    guard case .string(let action)? = fields["action"]?.value, ["auto", "human"].contains(action)
    else { throw ModelFailure("“action” is neither “auto” nor “human”") }
    return Choice(id: number, action: action)
  }

  private static func fault(in choices: [Choice], count: Int) -> String? {
    var seen = Set<Int>()
    for (number, choice) in choices.enumerated() {
      guard (0..<count).contains(choice.id) else {
        return "line \(number + 1): there was no item \(choice.id)"
      }
      guard seen.insert(choice.id).inserted else {
        return "line \(number + 1): item \(choice.id) is chosen twice"
      }
    }
    return nil
  }

  private func choices(_ items: [[UInt8]]) throws -> [Choice] {
    try ask(items).map { try Self.choice($0) }
  }

  /// Runs the program on lines, and returns its lines; throws if it fails.
  private func ask(_ items: [[UInt8]]) throws -> [[UInt8]] {
    let (outcome, body) = try ProgramRun.collect(
      call, input: Array(items.map { $0 + [0x0A] }.joined()))
    if let failure = outcome.failure(of: call) { throw failure }
    return UncheckedReply(bytes: body).lines
  }
}
