import Domain

/// Rows in the order of how much they are wanted, found out only as far as it is asked for.
///
/// A binary heap: of 296,055 rows the few thousand most wanted are known long before all are sorted.
struct FallingOrder: Sequence, IteratorProtocol {
  private struct Entry {
    let urgency: Double
    /// Decides among rows wanted as much.
    let tie: UInt64
    let row: Int

    func comes(before other: Entry) -> Bool {
      urgency != other.urgency ? urgency > other.urgency : tie < other.tie
    }
  }

  private var heap: [Entry]

  /// Rows wanted as much come in random order, which the salt decides.
  init(_ rows: [Int], urgencies: [Double], salt: UInt64) {
    heap = zip(rows, urgencies).map { row, urgency in
      Entry(urgency: urgency, tie: Hash.mix(salt ^ UInt64(row)), row: row)
    }
    for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(from: place) }
  }

  mutating func next() -> Int? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      sink(from: 0)
    }
    return first.row
  }

  private mutating func sink(from start: Int) {
    let entry = heap[start]
    var place = start
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count && heap[child + 1].comes(before: heap[child]) { child += 1 }
      guard heap[child].comes(before: entry) else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = entry
  }
}
