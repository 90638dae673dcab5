/// The squared lengths of rows' n-grams: those that two tokens of a row share are added up before.
///
/// In headlines that hardly matters (by a third in one row of a thousand), and it means a look at
/// every n-gram. So of many rows one in 32 is measured; all are taken to be as long as the longest
/// of these, which makes the solver's steps a little shorter than they might be.
struct GramLengths: Sendable {
  private static let manyRows = 1 << 12

  private let pool: TextFeatures
  private var longest: Float?
  /// The last row that held each n-gram.
  private var lastRow: [UInt32]
  private var stamp: UInt32 = 0
  /// How many of the row's tokens hold the n-grams that several do.
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
    for place in pool.rowTokens.places(of: row) {
      for place in pool.tokenGrams.places(of: Int(pool.rowTokens.values[place])) {
        let gram = Int(pool.tokenGrams.values[place])
        if lastRow[gram] == stamp { square += more(gram) }
        lastRow[gram] = stamp
      }
    }
    if !shared.isEmpty { shared.removeAll(keepingCapacity: true) }
    // The row's scale is made of the tokens' own lengths, which add up to 1.
    return 1 + square * pool.gramScales[row] * pool.gramScales[row]
  }

  /// One token more has the n-gram: ((n + 1)² − n² − 1) w² = 2 n w².
  private mutating func more(_ gram: Int) -> Float {
    let count = shared[gram, default: 1]
    shared[gram] = count + 1
    return 2 * count * pool.gramWeights[gram] * pool.gramWeights[gram]
  }
}
