/// The options of a benchmark, each a name and a whole number.
struct Options {
  private var values: [String: Int] = [:]

  /// Reads `--name number` pairs; throws `UsageError` for anything else.
  init(_ arguments: [String], usage: String) throws {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard usage.contains("[\(name) "), let value = rest.popFirst().flatMap({ Int($0) }) else {
        throw UsageError("“\(name)” is no option with a whole number.\n\(usage)")
      }
      values[name] = value
    }
  }

  /// Returns an option's value, or the default.
  func callAsFunction(_ name: String, _ standard: Int) -> Int { values[name] ?? standard }
}
