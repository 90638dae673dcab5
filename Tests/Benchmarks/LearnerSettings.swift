/// The options of the learner's measurements.
struct LearnerSettings {
  var rows = 10_000
  var seeds = 3
  var firstSeed = 0
  var threads = 2
  /// The numbers of labels at which models are measured.
  var sizes = [1000, 2000, 4000]
  /// A Python with the peers installed; nil to measure without peers.
  var peersPython: String?
  /// The number of repetitions of timings, whose median is reported.
  var repeats = 3

  var seedRange: Range<Int> { firstSeed..<firstSeed + seeds }

  /// Reads `--name value` pairs; throws `UsageError` at an unknown one.
  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      if name == "--quick" {
        (seeds, repeats) = (2, 1)
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
    case "--threads": threads = try number(value)
    case "--peers-python": peersPython = value
    case "--repeats": repeats = try number(value)
    case "--sizes": sizes = try value.split(separator: ",").map { try number(String($0)) }
    default: throw UsageError("There is no option \(name).")
    }
  }

  private func number(_ text: String) throws -> Int {
    guard let number = Int(text) else { throw UsageError("“\(text)” is no whole number.") }
    return number
  }
}

/// A fault of the command line.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
