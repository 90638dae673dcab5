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
package struct Consolidation: Sendable, Equatable {
  /// What a worker said of an item; items, workers and labels are numbered from 0.
  package struct Answer: Sendable, Equatable {
    package let item: Int
    package let worker: Int
    package let label: Int

    package init(item: Int, worker: Int, label: Int) {
      self.item = item
      self.worker = worker
      self.label = label
    }
  }

  private static let rightPrior = 2.0
  private static let anyPrior = 0.2

  /// What is believed of each item, one probability a label; an item without answers has the
  /// labels' shares.
  package let beliefs: [[Double]]
  /// For each worker how often a label (second index) is given where another (first) is true.
  package let confusions: [[[Double]]]
  /// Each label's share of all items.
  package let shares: [Double]

  /// Estimates until no belief changes by more than a millionth, at most a hundred times.
  ///
  /// Costs some hundred operations an answer and label.
  package init(_ answers: [Answer], itemCount: Int, workerCount: Int, labelCount: Int) {
    var beliefs = Self.votes(answers, itemCount: itemCount, labelCount: labelCount)
    var shares = Self.shares(beliefs, labelCount: labelCount)
    var confusions: [[[Double]]] = []
    for _ in 0..<100 {
      shares = Self.shares(beliefs, labelCount: labelCount)
      confusions = Self.confusions(answers, beliefs, workerCount, labelCount)
      let next = Self.beliefs(answers, shares, confusions, itemCount)
      let change = zip(beliefs.joined(), next.joined()).map { abs($0 - $1) }.max() ?? 0
      beliefs = next
      if change < 1e-6 { break }
    }
    (self.beliefs, self.shares, self.confusions) = (beliefs, shares, confusions)
  }

  /// The likeliest label of an item and its probability; the first label wins a tie.
  package func label(of item: Int) -> (label: Int, probability: Double) {
    var best = (label: 0, probability: -1.0)
    for (label, probability) in beliefs[item].enumerated() where probability > best.probability {
      best = (label, probability)
    }
    return best
  }

  /// How often a worker is right, over all items.
  package func accuracy(of worker: Int) -> Double {
    shares.indices.reduce(0) { $0 + shares[$1] * confusions[worker][$1][$1] }
  }
}

extension Consolidation {
  private static func votes(_ answers: [Answer], itemCount: Int, labelCount: Int) -> [[Double]] {
    var votes = [[Double]](
      repeating: [Double](repeating: 0, count: labelCount), count: itemCount)
    for answer in answers { votes[answer.item][answer.label] += 1 }
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
    _ answers: [Answer], _ beliefs: [[Double]], _ workerCount: Int, _ labelCount: Int
  ) -> [[[Double]]] {
    let row = [Double](repeating: anyPrior, count: labelCount)
    var sums = [[[Double]]](
      repeating: (0..<labelCount).map { label in
        var own = row
        own[label] += rightPrior
        return own
      }, count: workerCount)
    for answer in answers {
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
    _ answers: [Answer], _ shares: [Double], _ confusions: [[[Double]]], _ itemCount: Int
  ) -> [[Double]] {
    var scores = [[Double]](repeating: shares.map { log($0) }, count: itemCount)
    for answer in answers {
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
