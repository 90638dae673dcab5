import Dispatch
import Synchronization

/// Runs independent pieces of work; the number of threads does not change the result.
enum Parallel {
  /// Returns the results of `work` for each piece, in order; on all cores if `threads` is above 1.
  static func map<Result: Sendable>(
    pieces: Int, threads: Int, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1 && pieces > 1 else { return (0..<pieces).map(work) }
    let results = Mutex([Result?](repeating: nil, count: pieces))
    DispatchQueue.concurrentPerform(iterations: pieces) { piece in
      let result = work(piece)
      results.withLock { $0[piece] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// Returns the concatenated results of `work` for consecutive ranges of `size` rows.
  static func map<Element: Sendable>(
    rows: Int, size: Int = 4096, threads: Int, _ work: @Sendable (Range<Int>) -> [Element]
  ) -> [Element] {
    let parts = map(pieces: (rows + size - 1) / size, threads: threads) { piece in
      work(piece * size..<min(rows, (piece + 1) * size))
    }
    return Array(parts.joined())
  }

  /// Returns the results of `work` for as many ranges of at least 4,096 rows as there are threads.
  ///
  /// Only for work whose combined result does not depend on how the rows are divided.
  static func map<Result: Sendable>(
    ranges rows: Int, threads: Int, _ work: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let pieces = max(1, min(threads, rows / 4096))
    return map(pieces: pieces, threads: threads) { piece in
      work(rows * piece / pieces..<rows * (piece + 1) / pieces)
    }
  }
}
