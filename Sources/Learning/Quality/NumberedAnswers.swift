import Domain

/// Annotations with items and workers numbered in order of first occurrence.
struct NumberedAnswers: Sendable {
  private(set) var answers: [(item: Int, worker: Int, label: Int)] = []
  private(set) var items: [Item.ID: Int] = [:]
  private(set) var workers: [String: Int] = [:]
  /// For each item its number of annotations.
  private(set) var counts: [Int] = []

  init(_ annotations: [AnnotationSnapshot.Annotation]) {
    for annotation in annotations {
      let item = items[annotation.item] ?? items.count
      items[annotation.item] = item
      let worker = workers[annotation.worker] ?? workers.count
      workers[annotation.worker] = worker
      if item == counts.count { counts.append(0) }
      counts[item] += 1
      answers.append((item, worker, annotation.label))
    }
  }

  /// Keeps the workers in the table's order.
  init(_ table: OpinionTable) {
    workers = Dictionary(uniqueKeysWithValues: zip(table.workers, 0...))
    answers.reserveCapacity(table.opinions.count)
    for run in table.runs {
      items[Int(table.opinions[run.lowerBound].item)] = counts.count
      for place in run {
        let opinion = table.opinions[place]
        answers.append((counts.count, Int(opinion.worker), Int(opinion.label)))
      }
      counts.append(run.count)
    }
  }
}
