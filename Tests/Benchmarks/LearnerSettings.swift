import Domain

/// The options of the learner's measurements.
struct LearnerSettings {
  var rows = 10_000
  var seeds = 3
  var firstSeed = 0
  var targets = [0.95, 0.97]
  var start = 200
  var batch = 50
  var auditShare = 0.1
  /// The share of human labels at which the loop gives up, 0–1.
  var most = 0.45
  var strategy = QueryStrategy.diverse
  var threads = 2
  var confidence = 0.95
  /// The share of wrong answers, 0–1.
  var noise = 0.0
  /// The validation groups.
  var groups = Groups.near
  /// The numbers of labels at which models are measured.
  var sizes = [1000, 2000, 4000]
  /// A Python with the peers installed; nil to measure without peers.
  var peersPython: String?
  /// The number of repetitions of timings, whose median is reported.
  var repeats = 3
  /// Whether to print a line per round.
  var showsSteps = false
  /// Whether every answer is copied to the whole stack.
  var answersStacks = false

  /// The validation groups: none, stories, or near-duplicates; stories are batch groups, too.
  enum Groups: String {
    case none, story, near
  }

  var seedRange: Range<Int> { firstSeed..<firstSeed + seeds }

  /// Reads `--name value` pairs; throws `UsageError` at an unknown one.
  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      if name == "--quick" {
        (seeds, repeats) = (2, 1)
        continue
      }
      if name == "--steps" || name == "--stacks" {
        if name == "--steps" { showsSteps = true } else { answersStacks = true }
        continue
      }
      guard let value = rest.popFirst() else { throw UsageError("\(name) needs a value.") }
      try set(name, value)
    }
  }

  private mutating func set(_ name: String, _ value: String) throws {
    switch name {
    case "--rows": rows = try number(value)
    case "--seeds": seeds = try number(value)
    case "--first-seed": firstSeed = try number(value)
    case "--start": start = try number(value)
    case "--batch": batch = try number(value)
    case "--threads": threads = try number(value)
    case "--peers-python": peersPython = value
    case "--repeats": repeats = try number(value)
    case "--noise": noise = try fraction(value)
    case "--sizes": sizes = try value.split(separator: ",").map { try number(String($0)) }
    case "--audits": auditShare = try fraction(value)
    case "--most": most = try fraction(value)
    case "--confidence": confidence = try fraction(value)
    case "--targets": targets = try value.split(separator: ",").map { try fraction(String($0)) }
    case "--strategy":
      guard let named = QueryStrategy(rawValue: value) else {
        throw UsageError("There is no strategy “\(value)”.")
      }
      strategy = named
    case "--groups":
      guard let named = Groups(rawValue: value) else {
        throw UsageError("--groups is none, story or near, not “\(value)”.")
      }
      groups = named
    default: throw UsageError("There is no option \(name).")
    }
  }

  private func number(_ text: String) throws -> Int {
    guard let number = Int(text) else { throw UsageError("“\(text)” is no whole number.") }
    return number
  }

  private func fraction(_ text: String) throws -> Double {
    guard let number = Double(text) else { throw UsageError("“\(text)” is no number.") }
    return number
  }
}

/// A fault of the command line.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
