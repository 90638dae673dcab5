import Domain

/// Rows with the very same words: their cosine is 1, and a pool may have many of them.
///
/// The first sixteen are neighbors of all others. A further one is nobody's, since fifteen rows with lower
/// numbers are as near; so no search needs it.
struct EqualRows {
  private static let most = NeighborGraph.neighborLimit + 1

  private let features: TextFeatures
  /// The first rows with the same words, by the words' hash, where there are many.
  private var firsts: [UInt64: [UInt32]] = [:]

  /// Finds the equal rows among some.
  init(_ features: TextFeatures, among rows: Range<Int>) {
    self.features = features
    var counts: [UInt64: Int32] = [:]
    counts.reserveCapacity(rows.count)
    for row in rows where !features.rowWords[row].isEmpty {
      counts[hash(of: row), default: 0] += 1
    }
    let shared = counts.filter { $0.value >= Self.most }
    guard !shared.isEmpty else { return }
    for row in rows {
      let hash = hash(of: row)
      guard shared[hash] != nil else { continue }
      var first = firsts[hash] ?? []
      guard first.count < Self.most, first.allSatisfy({ isEqual(Int($0), row) }) else { continue }
      first.append(UInt32(row))
      firsts[hash] = first
    }
  }

  /// Whether a row of those may be another's neighbor.
  func isSearched(_ row: Int) -> Bool {
    guard let last = whole(of: row)?.last else { return true }
    return row <= Int(last)
  }

  /// Returns the neighbors of a row that has many equal ones; nil if it has not.
  func neighbors(of row: Int) -> [UInt32]? {
    whole(of: row).map { first in
      Array(first.filter { Int($0) != row }.prefix(NeighborGraph.neighborLimit))
    }
  }

  /// Returns the first rows that are equal to one, if they are sixteen.
  private func whole(of row: Int) -> [UInt32]? {
    guard !firsts.isEmpty, let first = firsts[hash(of: row)], first.count == Self.most,
      isEqual(Int(first[0]), row)
    else { return nil }
    return first
  }

  private func isEqual(_ one: Int, _ other: Int) -> Bool {
    features.rowWords[one].elementsEqual(features.rowWords[other])
  }

  private func hash(of row: Int) -> UInt64 {
    features.rowWords[row].reduce(Hash.start) { Hash.step($0, UInt64($1)) }
  }
}
