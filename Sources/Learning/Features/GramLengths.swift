/// Squared Euclidean lengths of the rows' n-gram blocks, with n-grams shared by two tokens of a row
/// added up first.
///
/// `TextFeatures` scales a row as if its tokens shared no n-gram, so the true squared length
/// exceeds 1 (by a third in one headline of a thousand). The exact length needs a look at every
/// n-gram: with 4,096 rows or more, one row in 32 is measured and the largest value is used for
/// all, which only makes the solver's steps slightly shorter.
struct GramLengths: Sendable {
  private static let manyRows = 1 << 12

  private let pool: TextFeatures
  private var longest: Float?
  /// For each n-gram the stamp of the last row that held it.
  private var lastRow: [UInt32]
  private var stamp: UInt32 = 0
  /// For n-grams shared by tokens of the current row, the number of these tokens.
  private var shared: [Int: Float] = [:]

  init(_ pool: TextFeatures, rows: [Int]) {
    self.pool = pool
    lastRow = [UInt32](repeating: 0, count: pool.vocabulary.grams.count)
    guard rows.count >= Self.manyRows else { return }
    longest = stride(from: 0, to: rows.count, by: 32).reduce(1) { max($0, measure(rows[$1])) }
  }

  mutating func square(_ row: Int) -> Float {
    guard pool.gramScales[row] > 0 else { return 0 }
    return longest ?? measure(row)
  }

  private mutating func measure(_ row: Int) -> Float {
    stamp += 1
    var square: Float = 0
    for index in pool.rowTokens.indices(of: row) {
      for index in pool.tokenGrams.indices(of: Int(pool.rowTokens.values[index])) {
        let gram = Int(pool.tokenGrams.values[index])
        if lastRow[gram] == stamp { square += more(gram) }
        lastRow[gram] = stamp
      }
    }
    if !shared.isEmpty { shared.removeAll(keepingCapacity: true) }
    // The row's scale normalizes the sum of the tokens' squared lengths to 1.
    return 1 + square * pool.gramScales[row] * pool.gramScales[row]
  }

  /// Returns the increase of the squared length when one more token has the n-gram: ((n + 1)² − n²
  /// − 1) w² = 2 n w².
  private mutating func more(_ gram: Int) -> Float {
    let count = shared[gram, default: 1]
    shared[gram] = count + 1
    return 2 * count * pool.gramWeights[gram] * pool.gramWeights[gram]
  }
}
