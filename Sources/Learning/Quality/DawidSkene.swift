package import Domain
import Foundation

/// One label for each item out of several people's answers.
///
/// The method of Dawid and Skene, *Maximum Likelihood Estimation of Observer Error-Rates Using the
/// EM Algorithm*, 1979. In turn it estimates how often each worker answers *l* where the truth is
/// *k* from what is believed of the items, and what is to be believed of the items from the
/// workers' answers:
///
///     π(worker, k, l) = (α·[k = l] + β + Σ over the items of belief(k)) / sum over l
///     belief(item, k) ∝ p(k) · Π over the answers of π(worker, k, answer)
///
/// α = 2 and β = 0.2 are what is taken for granted of a worker of whom little is known. It begins
/// with the shares of the votes.
package struct DawidSkene: Sendable {
  private static let rightPrior = 2.0
  private static let anyPrior = 0.2

  private let answers: NumberedAnswers
  /// What is believed of each item, one probability a label.
  private let beliefs: [[Double]]
  /// For each worker how often a label (second index) is given where another (first) is true.
  private let confusions: [[[Double]]]
  /// Each label's share of all items.
  package let shares: [Double]

  /// Estimates until no belief changes by more than a millionth, at most a hundred times.
  ///
  /// Costs some hundred operations an answer and label.
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

  /// How many answers an item has.
  package func answerCount(of item: Item.ID) -> Int {
    answers.items[item].map { answers.counts[$0] } ?? 0
  }

  /// What is believed of an item, one probability a label; nil if nobody has answered it.
  func beliefs(of item: Item.ID) -> [Double]? { answers.items[item].map { beliefs[$0] } }

  /// The likeliest label of an item and its probability; the first label wins a tie.
  ///
  /// Nil if nobody has answered it.
  package func label(of item: Item.ID) -> (label: Int, probability: Double)? {
    guard let beliefs = beliefs(of: item) else { return nil }
    var best = (label: 0, probability: -1.0)
    for (label, probability) in beliefs.enumerated() where probability > best.probability {
      best = (label, probability)
    }
    return best
  }

  /// How often a worker gives each label (second index) where another one (first) is true; nil of a
  /// worker who has answered nothing.
  func confusions(of worker: String) -> [[Double]]? {
    answers.workers[worker].map { confusions[$0] }
  }

  /// How often a worker is right, over all items; nil of one who has answered nothing.
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

  /// Sums of logarithms, since a product of hundreds of answers would vanish.
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

/// Answers with their items and workers numbered in the order in which they come.
private struct NumberedAnswers: Sendable {
  private(set) var answers: [(item: Int, worker: Int, label: Int)] = []
  private(set) var items: [Item.ID: Int] = [:]
  private(set) var workers: [String: Int] = [:]
  /// How many answers each item has, by its number.
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
