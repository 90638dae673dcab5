import Foundation

/// A test of whether rows are a random sample of the pool, by a classifier that tells them from
/// other rows: Lopez-Paz, Oquab, *Revisiting Classifier Two-Sample Tests*, 2017.
///
/// For a random sample, the area under the curve of the scores is ½ with the standard error
/// √((m + n + 1) / 12 m n): Mann, Whitney, 1947.
package struct SampleComparison: Sendable, Equatable {
  /// The area under the curve: ½ for a random sample, 1 if all scores tell them apart.
  package let area: Double
  /// The area above ½, in standard errors.
  package let excess: Double

  /// Compares the scores of the sample's rows and of others.
  package init(sample: [Double], others: [Double]) {
    let all = (sample.map { ($0, true) } + others.map { ($0, false) }).sorted { $0.0 < $1.0 }
    var (sum, place) = (0.0, 0)
    while place < all.count {
      var end = place
      while end < all.count, all[end].0 == all[place].0 { end += 1 }
      let rank = Double(place + end + 1) / 2
      for index in place..<end where all[index].1 { sum += rank }
      place = end
    }
    let (m, n) = (Double(sample.count), Double(others.count))
    guard m > 0, n > 0 else {
      (area, excess) = (0.5, 0)
      return
    }
    area = (sum - m * (m + 1) / 2) / (m * n)
    excess = (area - 0.5) / ((m + n + 1) / (12 * m * n)).squareRoot()
  }

  /// Whether the rows are no random sample, at a level of 0.0001.
  package var isOther: Bool { excess > 3.72 }
}
