import Foundation

/// The error rate of a job's models on the items that people have not labeled, over the human labels.
///
/// Each round gives a point: its human labels n, and the mean e of 1 − P(right) over the items that it
/// left open. While people are asked what the model doubts, the fourth root of e falls about as a
/// line over n: a power law (Cortes et al., 1994) falls too slowly for chosen items, an exponential one too
/// fast. The curve is that line, of least squares through the rounds with a third of today's labels or
/// more.
package struct LearningCurve: Sendable, Equatable {
  /// The fewest rounds that a curve can be drawn through.
  package static let leastRounds = 2
  /// The share of today's human labels from which on rounds count.
  private static let recent = 1.0 / 3
  private static let power = 0.25

  /// The fourth root of the error rate at the labels of the latest round, and its change with one more
  /// label, 0 or above where the models do not improve.
  private let root: Double
  private let slope: Double

  /// Fits the curve; nil with fewer than two rounds, or if they left nothing open.
  package init?(_ rounds: [RoundReport]) {
    guard let last = rounds.last else { return nil }
    let least = Self.recent * Double(last.humanLabeled)
    let recent = rounds.filter { Double($0.humanLabeled) >= least }
    let chosen = recent.count < Self.leastRounds ? rounds.suffix(Self.leastRounds) : recent[...]
    let points = chosen.compactMap { round in
      round.openError.map { (x: Double(round.humanLabeled), y: pow($0, Self.power)) }
    }
    guard points.count >= Self.leastRounds else { return nil }
    let count = Double(points.count)
    let x = points.reduce(0) { $0 + $1.x } / count
    let y = points.reduce(0) { $0 + $1.y } / count
    let spread = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    let shared = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
    slope = spread > 0 ? shared / spread : 0
    root = y + slope * (Double(last.humanLabeled) - x)
  }

  /// Returns the further human labels, after those of the latest round, until the error rate is as low
  /// as this; nil if it does not fall.
  package func labels(untilErrorIs wanted: Double) -> Double? {
    let goal = pow(wanted, Self.power)
    if root <= goal { return 0 }
    return slope < 0 ? (goal - root) / slope : nil
  }
}

extension RoundReport {
  /// The mean of 1 − P(right) over the items that the round left open; nil if there were none.
  ///
  /// Auto-labels have their estimate; the others, which are the less confident ones, the middles of
  /// their bins.
  package var openError: Double? {
    let open = confidenceHistogram.reduce(0, +)
    guard open > 0 else { return nil }
    let auto = estimatedAccuracy == nil ? 0 : min(autoLabeled, open)
    var left = open - auto
    var wrong = Double(auto) * (1 - (estimatedAccuracy ?? 1))
    for (bin, count) in confidenceHistogram.enumerated() where left > 0 {
      let middle = (Double(bin) + 0.5) / Double(confidenceHistogram.count)
      wrong += Double(min(left, count)) * (1 - middle)
      left -= count
    }
    return wrong / Double(open)
  }
}
