import Dataset
import Domain

/// Splits texts into requests, in order.
struct RequestBatches {
  /// One request: the indices of its texts, and its lines.
  struct Batch: Sendable {
    let texts: Range<Int>
    let body: [UInt8]
  }

  private let texts: [String]
  private let classCount: Int
  private let limit: Int
  private var next = 0

  /// Spreads few texts over at least as many requests as run at a time, and over four for progress.
  ///
  /// `payload` is the most bytes of a request of more than one line; a single line may have more.
  init(
    _ texts: [String], classCount: Int, strategy: ActiveLearning.Model.BatchStrategy, payload: Int,
    concurrency: Int
  ) {
    self.texts = texts
    self.classCount = classCount
    guard strategy == .multiRecord else {
      limit = 1
      return
    }
    let all = texts.reduce(0) { $0 + $1.utf8.count + 24 }
    limit = min(payload, max(1 << 16, all / max(4, concurrency) + 1))
  }

  mutating func take() -> Batch? {
    guard next < texts.count else { return nil }
    let first = next
    var body: [UInt8] = []
    while next < texts.count {
      let before = body.count
      RequestLines.append(texts[next], classCount: classCount, to: &body)
      if body.count > limit && next > first {
        body.removeSubrange(before...)
        break
      }
      next += 1
    }
    return Batch(texts: first..<next, body: body)
  }
}
