import Dataset
import Domain

/// Cuts texts into requests, in order.
struct RequestBatches {
  /// One request: which texts it asks, and its lines.
  struct Batch: Sendable {
    let texts: Range<Int>
    let body: [UInt8]
  }

  private let texts: [String]
  private let classCount: Int
  private let limit: Int
  private var next = 0

  /// Few texts are spread over as many requests as go at once, and over some to see how far it is.
  ///
  /// `payload` is the most bytes of a request of more than one line; a single line goes whatever it
  /// takes.
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
