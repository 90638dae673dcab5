import Foundation

/// A sequential test of “one worker contradicts the model no more often than the others do”.
///
/// In the answers of one round, each contradicted prediction falls on a worker with the chance
///
///     s = Σ (1 − P) over the worker's answers / Σ (1 − P) over all
///
/// if all workers err alike; a bet on θ times the odds of it pays θ / (θ s + 1 − s) if it does and
/// 1 / (θ s + 1 − s) if not. Every worker is compared over all answers and over those to items
/// predicted to be of each class; the wealth of all bets together is tested. Of two workers it
/// cannot tell which is wrong.
package struct WorkerComparison: Sendable, Equatable, Codable {
  /// One answer to an item that had been predicted.
  package struct Answer: Sendable, Equatable {
    package let worker: String
    package let predicted: Int
    /// The probability that the prediction is right, 0–1.
    package let probability: Double
    package let isRight: Bool

    package init(worker: String, predicted: Int, probability: Double, isRight: Bool) {
      self.worker = worker
      self.predicted = predicted
      self.probability = probability
      self.isRight = isRight
    }
  }

  /// A worker, and the predicted class that is compared; −1 for all.
  struct Bet: Sendable, Hashable, Codable {
    let worker: String
    let predicted: Int
  }

  /// A worker's answers, and those that contradict predictions.
  struct Tally: Sendable, Hashable, Codable {
    var answers = 0
    var contradicting = 0
    /// The sum of 1 − P.
    var expected = 0.0
  }

  private static let odds = [2.0, 4, 16]

  private var wealths: [Bet: [Double]] = [:]
  package let classCount: Int
  /// The answers of each worker, the contradictions, and those expected.
  private var tallies: [String: Tally] = [:]
  /// The largest wealth of all bets together so far, as a logarithm.
  package private(set) var peak = 0.0

  package init(classCount: Int) { self.classCount = classCount }

  /// Notes the answers of one round, of all workers.
  package mutating func note(_ answers: [Answer]) {
    for answer in answers {
      tallies[answer.worker, default: Tally()].answers += 1
      tallies[answer.worker, default: Tally()].contradicting += answer.isRight ? 0 : 1
      tallies[answer.worker, default: Tally()].expected += 1 - answer.probability
    }
    let workers = Set(answers.map(\.worker))
    guard workers.count > 1 else { return }
    let kinds = [-1: answers].merging(Dictionary(grouping: answers, by: \.predicted)) { $1 }
    for (kind, answers) in kinds.sorted(by: { $0.key < $1.key }) {
      for worker in workers.sorted() {
        note(answers, of: Bet(worker: worker, predicted: kind))
      }
    }
    peak = max(peak, wealth)
  }

  private mutating func note(_ answers: [Answer], of bet: Bet) {
    var (own, all) = (0.0, 0.0)
    for answer in answers {
      let doubt = max(0.01, 1 - answer.probability)
      all += doubt
      if answer.worker == bet.worker { own += doubt }
    }
    let share = own / max(all, 1e-9)
    guard share > 0, share < 1 else { return }
    for answer in answers where !answer.isRight {
      for (place, odds) in Self.odds.enumerated() {
        let payment = (answer.worker == bet.worker ? odds : 1) / (odds * share + 1 - share)
        wealths[bet, default: Self.odds.map { _ in 0 }][place] += log(payment)
      }
    }
  }

  /// The wealth of all bets, those not yet placed among them, as a logarithm.
  private var wealth: Double {
    let workers = Set(wealths.keys.map(\.worker)).count
    let count = Double(max(1, workers * (classCount + 1)) * Self.odds.count)
    // Sorted: the same sum in every process.
    let placed = wealths.values.joined().sorted()
    let rest = max(0, count - Double(placed.count))
    return log((placed.reduce(0) { $0 + exp(min(600, $1)) } + rest) / count)
  }

  /// The answers of each worker to items that had been predicted, those that agree, and the share, 0–1, that
  /// the predictions expected to; by name.
  package var agreements: [(worker: String, answers: Int, agreeing: Int, expected: Double)] {
    tallies.filter { $0.value.answers > 0 }.sorted { $0.key < $1.key }.map { worker, tally in
      (
        worker, tally.answers, tally.answers - tally.contradicting,
        1 - tally.expected / Double(tally.answers)
      )
    }
  }

  /// Whether some worker differs from the others at this level, looks included.
  package func contradicts(at level: Double) -> Bool { peak >= log(1 / level) }

  /// The worker on whom the most was won, with the answers and contradictions; nil without answers
  /// of several workers.
  package var mostDifferent: (worker: String, contradicting: Int, answers: Int, expected: Double)? {
    let best = wealths.max { first, second in
      let (one, other) = (first.value.max() ?? 0, second.value.max() ?? 0)
      return (one, second.key.worker) < (other, first.key.worker)
    }
    guard let worker = best?.key.worker else { return nil }
    let tally = tallies[worker, default: Tally()]
    return (
      worker, tally.contradicting, tally.answers, tally.expected / Double(max(1, tally.answers))
    )
  }
}
