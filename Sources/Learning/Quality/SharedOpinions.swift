import Domain

/// The blind opinions of the items that have two or more, and who gave them.
struct SharedOpinions: Sendable {
  /// Workers who have an opinion of the same items.
  struct WorkerSet: Sendable {
    /// Ascending.
    let workers: [Int]
    /// The places in `workers` of each two, and their number in `pairs`.
    let pairs: [(first: Int, second: Int, number: Int)]
    var items = 0
  }

  let labelCount: Int
  /// The labels, item after item, each in the order of its set's workers.
  private(set) var labels: [Int] = []
  /// For each item its set and the place of its first label.
  private(set) var items: [(set: Int, start: Int)] = []
  private(set) var sets: [WorkerSet] = []
  /// The pairs of workers with items in common, the smaller number first.
  private(set) var pairs: [(first: Int, second: Int)] = []

  private var setNumbers: [[Int]: Int] = [:]
  private var pairNumbers: [[Int]: Int] = [:]

  init(_ table: OpinionTable, labelCount: Int) {
    self.labelCount = labelCount
    labels.reserveCapacity(table.opinions.count)
    for run in table.runs where min(run.count, table.blind) > 1 {
      let blind = table.opinions[run].prefix(min(table.blind, 64))
      let opinions = blind.sorted { $0.worker < $1.worker }
      items.append((set(of: opinions.map { Int($0.worker) }), labels.count))
      for opinion in opinions { labels.append(Int(opinion.label)) }
    }
    for item in items { sets[item.set].items += 1 }
  }

  private mutating func set(of workers: [Int]) -> Int {
    if let known = setNumbers[workers] { return known }
    let pairs = workers.indices.flatMap { first in
      workers.indices.dropFirst(first + 1).map { (first, $0) }
    }
    let numbered = pairs.map { first, second in
      (first: first, second: second, number: pair([workers[first], workers[second]]))
    }
    setNumbers[workers] = sets.count
    sets.append(WorkerSet(workers: workers, pairs: numbered))
    return sets.count - 1
  }

  private mutating func pair(_ workers: [Int]) -> Int {
    if let known = pairNumbers[workers] { return known }
    pairNumbers[workers] = pairs.count
    pairs.append((workers[0], workers[1]))
    return pairs.count - 1
  }

  /// Returns the labels of an item by place.
  func labels(of item: (set: Int, start: Int)) -> ArraySlice<Int> {
    labels[item.start..<item.start + sets[item.set].workers.count]
  }
}
