import Domain

/// Annotations with workers numbered in order of first occurrence, and items that have equal
/// annotations by the same workers taken together: a pattern.
///
/// Few workers and labels make few patterns of many items.
struct NumberedAnswers: Sendable {
  /// The annotations of each pattern, pattern after pattern.
  private(set) var answers: [(pattern: Int, worker: Int, label: Int)] = []
  /// For each item its pattern.
  private(set) var patterns: [Item.ID: Int] = [:]
  private(set) var workers: [String: Int] = [:]
  /// For each pattern its number of annotations.
  private(set) var counts: [Int] = []
  /// For each pattern its number of items.
  private(set) var items: [Int] = []

  /// The pattern of each sequence of workers and labels.
  private var known: [[Int32]: Int] = [:]

  init(_ annotations: [AnnotationSnapshot.Annotation]) {
    var places: [Item.ID: Int] = [:]
    var order: [Item.ID] = []
    var sequences: [[Int32]] = []
    for annotation in annotations {
      let worker = workers[annotation.worker] ?? workers.count
      workers[annotation.worker] = worker
      let place = places[annotation.item] ?? order.count
      if place == order.count {
        places[annotation.item] = place
        order.append(annotation.item)
        sequences.append([])
      }
      sequences[place] += [Int32(worker), Int32(annotation.label)]
    }
    for (item, sequence) in zip(order, sequences) { add(item, sequence) }
  }

  /// Keeps the workers in the table's order.
  init(_ table: OpinionTable) {
    workers = Dictionary(uniqueKeysWithValues: zip(table.workers, 0...))
    for run in table.runs {
      let opinions = table.opinions[run]
      add(
        Int(table.opinions[run.lowerBound].item), opinions.flatMap { [$0.worker, $0.label] })
    }
  }

  private mutating func add(_ item: Item.ID, _ sequence: [Int32]) {
    if let pattern = known[sequence] {
      patterns[item] = pattern
      items[pattern] += 1
      return
    }
    let pattern = counts.count
    known[sequence] = pattern
    patterns[item] = pattern
    items.append(1)
    counts.append(sequence.count / 2)
    for place in stride(from: 0, to: sequence.count, by: 2) {
      answers.append((pattern, Int(sequence[place]), Int(sequence[place + 1])))
    }
  }
}
