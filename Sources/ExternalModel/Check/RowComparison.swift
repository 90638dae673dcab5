/// Comparisons of rows of probabilities, each a list by label index.
///
/// A batch of another size may be rounded differently: rows within `tolerance` are the same.
enum RowComparison {
  static let tolerance = 0.005
  /// The tolerance for the same batch again.
  private static let exactness = 0.001
  /// The tolerance for answers that are equal in all digits that models print.
  private static let trace = 1e-6

  static func isSame(
    _ first: [Double], _ second: [Double], within limit: Double = tolerance
  ) -> Bool {
    zip(first, second).allSatisfy { abs($0 - $1) <= limit }
  }

  /// Describes the first difference between two answers to the same texts; nil if there is none.
  ///
  /// The same rows in another order are no difference: the order has a check of its own.
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

  /// Returns the first line whose rows differ.
  static func firstDifference(
    _ first: [[Double]], _ second: [[Double]], within limit: Double = tolerance
  ) -> Int? {
    zip(first, second).enumerated().first { !isSame($0.element.0, $0.element.1, within: limit) }?
      .offset
  }

  /// Returns whether the rows differ enough to tell the lines apart.
  static func areDistinct(_ rows: [[Double]]) -> Bool {
    guard let first = rows.first else { return false }
    return rows.contains { !isSame($0, first, within: 4 * tolerance) }
  }

  /// Returns whether all rows are equal in all printed digits.
  static func areEqual(_ rows: [[Double]]) -> Bool {
    guard let first = rows.first else { return true }
    return rows.allSatisfy { isSame($0, first, within: trace) }
  }

  /// Returns whether each row equals the other one of its line in all printed digits.
  static func areUnchanged(_ rows: [[Double]], _ others: [[Double]]) -> Bool {
    zip(rows, others).allSatisfy { isSame($0, $1, within: trace) }
  }

  /// Returns whether all rows have the same likeliest label.
  static func haveOneLabel(_ rows: [[Double]]) -> Bool {
    Set(rows.map(best)).count <= 1
  }

  private static func best(_ row: [Double]) -> Int? {
    row.indices.max { row[$0] < row[$1] }
  }

  /// Returns a row as text, such as `0.71 0.2 0.09`.
  static func shown(_ row: [Double]) -> String {
    row.prefix(6).map { "\(($0 * 1000).rounded() / 1000)" }.joined(separator: " ")
  }
}
