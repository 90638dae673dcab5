import Dispatch
import Synchronization

/// Does work in pieces that do not depend on each other, so that the number of threads cannot
/// change the result.
enum Parallel {
  /// Returns what `work` makes of each piece, in order; on all cores if `threads` is above 1.
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

  /// Returns what `work` makes of consecutive ranges of rows, joined; the size of the ranges does
  /// not depend on `threads`.
  static func map<Element: Sendable>(
    rows: Int, size: Int = 4096, threads: Int, _ work: @Sendable (Range<Int>) -> [Element]
  ) -> [Element] {
    let parts = map(pieces: (rows + size - 1) / size, threads: threads) { piece in
      work(piece * size..<min(rows, (piece + 1) * size))
    }
    return Array(parts.joined())
  }

  /// Returns what `work` makes of a few large ranges of rows, in order: one a thread.
  ///
  /// Only for what comes out the same however the rows are divided.
  static func map<Result: Sendable>(
    ranges rows: Int, threads: Int, _ work: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let pieces = max(1, min(threads, rows / 4096))
    return map(pieces: pieces, threads: threads) { piece in
      work(rows * piece / pieces..<rows * (piece + 1) / pieces)
    }
  }
}
