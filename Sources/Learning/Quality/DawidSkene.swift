package import Domain
import Foundation

/// Estimates labels and workers' confusion matrices from several annotations per item.
///
/// Implements Dawid, Skene, *Maximum Likelihood Estimation of Observer Error-Rates Using the EM
/// Algorithm*, 1979. Alternates between the workers' confusion matrices π and the items' label
/// probabilities, starting from the shares of the votes:
///
///     π(worker, k, l) = (α·[k = l] + β + Σ over the annotations l of P(item, k)) / sum over l
///     P(item, k) ∝ p(k) · Π over the item's annotations l of π(worker, k, l)
///
/// α = 2 and β = 0.2 are the Dirichlet prior of each row of a confusion matrix.
package struct DawidSkene: Sendable {
  private static let rightPrior = 2.0
  private static let anyPrior = 0.2

  private let answers: NumberedAnswers
  /// For each item its label probabilities P(item, k).
  private let beliefs: [[Double]]
  /// For each worker π: the rate of each annotation (second index) given the true label (first
  /// index).
  private let confusions: [[[Double]]]
  /// For each label its share p(k) of all items.
  package let shares: [Double]

  /// Iterates until no probability changes by more than 1e-6, at most 100 times.
  ///
  /// Takes some hundred operations per annotation and label.
  package init(_ annotations: [AnnotationSnapshot.Annotation], labelCount: Int) {
    let answers = NumberedAnswers(annotations)
    var beliefs = Self.votes(answers, labelCount: labelCount)
    var shares = Self.shares(beliefs, labelCount: labelCount)
    var confusions: [[[Double]]] = []
    for _ in 0..<100 {
      shares = Self.shares(beliefs, labelCount: labelCount)
      confusions = Self.confusions(answers, beliefs, labelCount: labelCount)
      let next = Self.beliefs(answers, shares, confusions)
      let change = zip(beliefs.joined(), next.joined()).map { abs($0 - $1) }.max() ?? 0
      beliefs = next
      if change < 1e-6 { break }
    }
    self.answers = answers
    (self.beliefs, self.shares, self.confusions) = (beliefs, shares, confusions)
  }

  /// Returns the number of annotations of an item.
  package func answerCount(of item: Item.ID) -> Int {
    answers.items[item].map { answers.counts[$0] } ?? 0
  }

  /// Returns the label probabilities of an item; nil without annotations.
  func beliefs(of item: Item.ID) -> [Double]? { answers.items[item].map { beliefs[$0] } }

  /// Returns the most probable label of an item and its probability; nil without annotations.
  ///
  /// The first label wins a tie.
  package func label(of item: Item.ID) -> (label: Int, probability: Double)? {
    guard let beliefs = beliefs(of: item) else { return nil }
    var best = (label: 0, probability: -1.0)
    for (label, probability) in beliefs.enumerated() where probability > best.probability {
      best = (label, probability)
    }
    return best
  }

  /// Returns a worker's confusion matrix (first index: true label); nil without annotations.
  func confusions(of worker: String) -> [[Double]]? {
    answers.workers[worker].map { confusions[$0] }
  }

  /// Returns a worker's expected accuracy over all items, 0–1; nil without annotations.
  package func accuracy(of worker: String) -> Double? {
    confusions(of: worker).map { rates in
      shares.indices.reduce(0) { $0 + shares[$1] * rates[$1][$1] }
    }
  }
}

extension DawidSkene {
  private static func votes(_ answers: NumberedAnswers, labelCount: Int) -> [[Double]] {
    var votes = [[Double]](
      repeating: [Double](repeating: 0, count: labelCount), count: answers.items.count)
    for answer in answers.answers { votes[answer.item][answer.label] += 1 }
    return votes.map { row in
      let sum = row.reduce(0, +)
      return row.map { sum > 0 ? $0 / sum : 1 / Double(labelCount) }
    }
  }

  private static func shares(_ beliefs: [[Double]], labelCount: Int) -> [Double] {
    var sums = [Double](repeating: 1, count: labelCount)
    for row in beliefs {
      for (label, belief) in row.enumerated() { sums[label] += belief }
    }
    let total = sums.reduce(0, +)
    return sums.map { $0 / total }
  }

  private static func confusions(
    _ answers: NumberedAnswers, _ beliefs: [[Double]], labelCount: Int
  ) -> [[[Double]]] {
    let row = [Double](repeating: anyPrior, count: labelCount)
    var sums = [[[Double]]](
      repeating: (0..<labelCount).map { label in
        var own = row
        own[label] += rightPrior
        return own
      }, count: answers.workers.count)
    for answer in answers.answers {
      for (label, belief) in beliefs[answer.item].enumerated() {
        sums[answer.worker][label][answer.label] += belief
      }
    }
    return sums.map { rows in
      rows.map { row in
        let total = row.reduce(0, +)
        return row.map { $0 / total }
      }
    }
  }

  /// Returns P(item, k), computed with logarithms to avoid underflow.
  private static func beliefs(
    _ answers: NumberedAnswers, _ shares: [Double], _ confusions: [[[Double]]]
  ) -> [[Double]] {
    var scores = [[Double]](repeating: shares.map { log($0) }, count: answers.items.count)
    for answer in answers.answers {
      for label in shares.indices {
        scores[answer.item][label] += log(confusions[answer.worker][label][answer.label])
      }
    }
    return scores.map { row in
      let highest = row.max() ?? 0
      let powers = row.map { exp($0 - highest) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }
}

/// Annotations with items and workers numbered in order of first occurrence.
private struct NumberedAnswers: Sendable {
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
}
