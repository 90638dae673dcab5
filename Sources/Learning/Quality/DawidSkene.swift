package import Domain
import Foundation

/// Estimates labels and workers' confusion matrices from several annotations per item.
///
/// Implements Dawid, Skene, *Maximum Likelihood Estimation of Observer Error-Rates Using the EM
/// Algorithm*, 1979. Alternates between the workers' confusion matrices π and the items' label
/// probabilities, starting from the shares of the votes:
///
///     π(worker, k, l) = (α·[k = l] + β + Σ over the annotations l of P(item, k)) / sum over l
///     p(k) = (γ + Σ over the items of P(item, k)) / sum over k
///     P(item, k) ∝ p(k) · Π over the item's annotations l of π(worker, k, l)
///
/// α, β and γ are those of `Prior`.
package struct DawidSkene: Sendable {
  /// The Dirichlet priors of the rows of the confusion matrices, and of the labels' shares.
  struct Prior: Sendable {
    var right = 2.0
    var any = 0.2
    var share = 1.0

    /// Maximum likelihood, as published.
    static let none = Prior(right: 0, any: 0, share: 0)
  }

  private let answers: NumberedAnswers
  private let labelCount: Int
  /// P(item, k), a row for each pattern of annotations.
  private var beliefs: [Double] = []
  /// π by worker, annotation l and true label k; the last runs fastest.
  private var rates: [Double] = []
  /// For each label its share p(k) of all items.
  package private(set) var shares: [Double] = []

  /// Iterates until no probability changes by more than 1e-6, at most 100 times.
  ///
  /// Takes a few operations per annotation, label and iteration, for each different sequence of
  /// annotations once.
  package init(_ annotations: [AnnotationSnapshot.Annotation], labelCount: Int) {
    self.init(NumberedAnswers(annotations), labelCount: labelCount)
  }

  /// Takes all opinions, those that were asked because of a disagreement among them: the likelihood
  /// allows for it.
  package init(_ table: OpinionTable, labelCount: Int) {
    self.init(NumberedAnswers(table), labelCount: labelCount)
  }

  init(_ answers: NumberedAnswers, labelCount: Int, prior: Prior = Prior()) {
    self.answers = answers
    self.labelCount = labelCount
    beliefs = votes
    for _ in 0..<100 {
      shares = sharesOfLabels(prior)
      rates = confusionRates(prior)
      let next = labelProbabilities
      let change = zip(beliefs, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
      beliefs = next
      if change < 1e-6 { break }
    }
  }

  /// Returns the number of annotations of an item.
  package func answerCount(of item: Item.ID) -> Int {
    answers.patterns[item].map { answers.counts[$0] } ?? 0
  }

  /// Returns the label probabilities of an item; nil without annotations.
  func beliefs(of item: Item.ID) -> [Double]? {
    answers.patterns[item].map { Array(beliefs[$0 * labelCount..<($0 + 1) * labelCount]) }
  }

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
    answers.workers[worker].map { worker in
      (0..<labelCount).map { label in
        (0..<labelCount).map { rates[(worker * labelCount + $0) * labelCount + label] }
      }
    }
  }

  /// Returns a worker's expected accuracy over all items, 0–1; nil without annotations.
  package func accuracy(of worker: String) -> Double? {
    confusions(of: worker).map { rates in
      shares.indices.reduce(0) { $0 + shares[$1] * rates[$1][$1] }
    }
  }

  /// The expected number of items by worker, annotation l and true label k; the last runs fastest.
  ///
  /// Workers are in the order of the table that this was made from.
  var expectedCounts: [Double] {
    var sums = [Double](repeating: 0, count: answers.workers.count * labelCount * labelCount)
    addCounts(to: &sums)
    return sums
  }
}

extension DawidSkene {
  private var votes: [Double] {
    var votes = [Double](repeating: 0, count: answers.counts.count * labelCount)
    for answer in answers.answers { votes[answer.pattern * labelCount + answer.label] += 1 }
    for (row, count) in answers.counts.enumerated() {
      for place in row * labelCount..<(row + 1) * labelCount { votes[place] /= Double(count) }
    }
    return votes
  }

  private func sharesOfLabels(_ prior: Prior) -> [Double] {
    var sums = [Double](repeating: prior.share, count: labelCount)
    for (row, items) in answers.items.enumerated() {
      for label in 0..<labelCount {
        sums[label] += Double(items) * beliefs[row * labelCount + label]
      }
    }
    let total = sums.reduce(0, +)
    return sums.map { total > 0 ? $0 / total : 1 / Double(labelCount) }
  }

  private func confusionRates(_ prior: Prior) -> [Double] {
    var sums = [Double](
      repeating: prior.any, count: answers.workers.count * labelCount * labelCount)
    for worker in 0..<answers.workers.count {
      for label in 0..<labelCount {
        sums[(worker * labelCount + label) * labelCount + label] += prior.right
      }
    }
    addCounts(to: &sums)
    for worker in 0..<answers.workers.count {
      for label in 0..<labelCount { normalize(&sums, worker, label) }
    }
    return sums
  }

  private func addCounts(to sums: inout [Double]) {
    for answer in answers.answers {
      let (from, to) = (
        answer.pattern * labelCount, (answer.worker * labelCount + answer.label) * labelCount
      )
      let items = Double(answers.items[answer.pattern])
      for label in 0..<labelCount { sums[to + label] += items * beliefs[from + label] }
    }
  }

  /// Divides a worker's row of one true label by its sum.
  private func normalize(_ sums: inout [Double], _ worker: Int, _ label: Int) {
    let places = (0..<labelCount).map { (worker * labelCount + $0) * labelCount + label }
    let total = places.reduce(0) { $0 + sums[$1] }
    for place in places { sums[place] = total > 0 ? sums[place] / total : 0 }
  }

  /// P(item, k), computed with logarithms to avoid underflow.
  private var labelProbabilities: [Double] {
    let (logRates, logShares) = (rates.map { log($0) }, shares.map { log($0) })
    var scores = [Double](repeating: 0, count: beliefs.count)
    for row in answers.counts.indices {
      for label in 0..<labelCount { scores[row * labelCount + label] = logShares[label] }
    }
    for answer in answers.answers {
      let (to, from) = (
        answer.pattern * labelCount, (answer.worker * labelCount + answer.label) * labelCount
      )
      for label in 0..<labelCount { scores[to + label] += logRates[from + label] }
    }
    for row in answers.counts.indices {
      Self.toProbabilities(&scores, row * labelCount..<(row + 1) * labelCount)
    }
    return scores
  }

  private static func toProbabilities(_ scores: inout [Double], _ row: Range<Int>) {
    var highest = -Double.infinity
    for place in row { highest = max(highest, scores[place]) }
    var sum = 0.0
    for place in row {
      scores[place] = highest == -.infinity ? 1 : exp(scores[place] - highest)
      sum += scores[place]
    }
    for place in row { scores[place] /= sum }
  }
}
