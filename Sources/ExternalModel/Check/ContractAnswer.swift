import Dataset
import Domain

/// An answer line that is well formed, its values unchecked.
struct ContractAnswer: Sendable, Equatable {
  let probabilities: [Double]
  let labels: [String]

  /// Reads a line; throws if it does not have the form.
  init(_ line: [UInt8]) throws(ModelFailure) {
    let fields = try ContractAnswer.object(line)
    if fields["prob"] == nil, case .string(let reason)? = fields["error"]?.value {
      throw ModelFailure("the answer is an error: \(SafeExcerpt(reason))")
    }
    guard case .array(let numbers)? = fields["prob"]?.value,
      case .array(let names)? = fields["label"]?.value
    else { throw ModelFailure("expected a list “prob” and a list “label”") }
    probabilities = numbers.compactMap {
      if case .number(let text) = $0.value { Double(text) } else { nil }
    }
    labels = names.compactMap {
      switch $0.value {
      case .string(let text), .number(let text): text
      default: nil
      }
    }
    guard probabilities.count == numbers.count else {
      throw ModelFailure("“prob” holds something that is no number")
    }
    guard labels.count == names.count else {
      throw ModelFailure("“label” holds something that is no label")
    }
    guard probabilities.count == labels.count, !labels.isEmpty else {
      throw ModelFailure(
        "\(probabilities.count) probabilities for \(labels.count) labels; "
          + "expected as many, and at least one")
    }
  }

  /// Returns the index of a label that is written as `__label__N`, `N`, or the class's name.
  static func index(of label: String, in names: [String]) -> Int? {
    let bare = label.hasPrefix("__label__") ? String(label.dropFirst(9)) : label
    if let index = names.firstIndex(of: label) ?? names.firstIndex(of: bare) { return index }
    return Int(bare).flatMap { names.indices.contains($0) ? $0 : nil }
  }

  /// Returns what is wrong with the labels; nil if all are known and none appears twice.
  func fault(ofLabelsIn names: [String]) -> String? {
    var seen = Set<Int>()
    for label in labels {
      guard let index = Self.index(of: label, in: names) else {
        return "“\(SafeExcerpt(label))” is no label; expected __label__0 to "
          + "__label__\(names.count - 1), the indices of the training lines, or a class name"
      }
      guard seen.insert(index).inserted else { return "“\(SafeExcerpt(label))” appears twice" }
    }
    return nil
  }

  /// The fault of the numbers, apart from their order.
  var faultOfProbabilities: String? {
    if let wrong = probabilities.first(where: { !(0...1).contains($0) }) {
      return "\(wrong) is no probability; expected 0 to 1"
    }
    let sum = probabilities.reduce(0, +)
    let rounded = (sum * 10_000).rounded() / 10_000
    return abs(sum - 1) <= 0.01 ? nil : "the probabilities add up to \(rounded); expected 1 ± 0.01"
  }

  /// The fault of the order of the numbers.
  var faultOfOrder: String? {
    for (first, second) in zip(probabilities, probabilities.dropFirst()) where second > first {
      return "\(first) stands before \(second); expected the likeliest label first"
    }
    return nil
  }

  /// Returns the probabilities by label index; 0 for a label that is missing or unknown.
  func shares(_ names: [String]) -> [Double] {
    var shares = [Double](repeating: 0, count: names.count)
    for (label, probability) in zip(labels, probabilities) {
      if let index = Self.index(of: label, in: names) { shares[index] = probability }
    }
    return shares
  }
}

extension ContractAnswer {
  /// Reads a line as a JSON object.
  static func object(_ line: [UInt8]) throws(ModelFailure) -> [String: LocatedJSON] {
    let text = SafeExcerpt(line)
    guard let json = try? LocatedJSON.parse(line, file: "") else {
      throw ModelFailure(
        line.isEmpty ? "an empty line; expected a JSON object" : "“\(text)” is no JSON")
    }
    guard case .object(let fields) = json.value else {
      throw ModelFailure("“\(text)” is \(json.kind); expected an object")
    }
    return Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
  }
}
