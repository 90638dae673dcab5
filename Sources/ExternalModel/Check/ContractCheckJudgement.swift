/// Judgements on rows of probabilities, each a list by label index.
///
/// Batches of another size may round otherwise; what differs by less than `tolerance` is the same.
enum ContractJudgement {
  static let tolerance = 0.005
  /// The same batch again is computed in the same way, or nearly.
  private static let exactness = 0.001
  /// Below this, two answers say the same to the last digit that models print.
  private static let trace = 1e-6

  static func isSame(
    _ first: [Double], _ second: [Double], within limit: Double = tolerance
  ) -> Bool {
    zip(first, second).allSatisfy { abs($0 - $1) <= limit }
  }

  /// Why two rounds of the same questions are not the same answers; nil if they are.
  ///
  /// The same answers in another order are left to the order's own check.
  static func difference(_ first: [[Double]], _ again: [[Double]]) -> String? {
    guard let line = firstDifference(first, again, within: exactness) else { return nil }
    let width = first.first?.count ?? 0
    let isShuffled = (0..<width).allSatisfy { label in
      isSame(
        first.map { $0[label] }.sorted(), again.map { $0[label] }.sorted(), within: exactness)
    }
    return isShuffled
      ? nil
      : "a text got \(shown(first[line])) and then \(shown(again[line])); "
        + "expected one answer to one text"
  }

  /// The first line whose answers differ.
  static func firstDifference(
    _ first: [[Double]], _ second: [[Double]], within limit: Double = tolerance
  ) -> Int? {
    zip(first, second).enumerated().first { !isSame($0.element.0, $0.element.1, within: limit) }?
      .offset
  }

  /// Whether the answers differ enough to tell the lines apart.
  static func areDistinct(_ rows: [[Double]]) -> Bool {
    guard let first = rows.first else { return false }
    return rows.contains { !isSame($0, first, within: 4 * tolerance) }
  }

  /// Whether all answers are one, to the last digit.
  static func areOne(_ rows: [[Double]]) -> Bool {
    guard let first = rows.first else { return true }
    return rows.allSatisfy { isSame($0, first, within: trace) }
  }

  /// Whether each answer is the one beside it, to the last digit.
  static func areUnchanged(_ rows: [[Double]], _ others: [[Double]]) -> Bool {
    zip(rows, others).allSatisfy { isSame($0, $1, within: trace) }
  }

  /// Whether all rows have the same likeliest label.
  static func haveOneLabel(_ rows: [[Double]]) -> Bool {
    Set(rows.map(best)).count <= 1
  }

  private static func best(_ row: [Double]) -> Int? {
    row.indices.max { row[$0] < row[$1] }
  }

  /// A row in words, such as `0.71 0.2 0.09`.
  static func shown(_ row: [Double]) -> String {
    row.prefix(6).map { "\(($0 * 1000).rounded() / 1000)" }.joined(separator: " ")
  }
}
