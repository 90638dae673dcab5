import Domain
import Foundation

/// Complement naive Bayes over binary word counts.
///
/// A class is modeled by the words of all *other* classes, which reduces the bias of small classes:
///
///     score(class) = Σ over the row's words of −ln((n + α) / (total + α · words))
///
/// where *n* is the number of rows of other classes with the word, and *total* their sum over all
/// words. See Rennie, Shih, Teevan, Karger, *Tackling the Poor Assumptions of Naive Bayes Text
/// Classifiers*, 2003.
struct ComplementBayes {
  /// Words of the labeled rows, ascending.
  private(set) var words: [UInt32] = []
  /// Scores, `words.count` × number of classes, row-major.
  private(set) var scores: [Float] = []
  /// For each class the score of every other word of the vocabulary.
  private(set) var unseen: [Float] = []

  init(_ features: TextFeatures, labels: [HumanLabel], classCount: Int, smoothing: Double) {
    var placeOf = [Int32](repeating: -1, count: features.vocabulary.words.count)
    for label in labels {
      for index in features.rowWords.indices(of: label.item) {
        placeOf[Int(features.rowWords.values[index])] = 0
      }
    }
    for word in placeOf.indices where placeOf[word] == 0 {
      placeOf[word] = Int32(words.count)
      words.append(UInt32(word))
    }
    var counts = [Double](repeating: 0, count: words.count * classCount)
    var classTotals = [Double](repeating: 0, count: classCount)
    for label in labels {
      let indices = features.rowWords.indices(of: label.item)
      for index in indices {
        let word = placeOf[Int(features.rowWords.values[index])]
        counts[Int(word) * classCount + label.label] += 1
      }
      classTotals[label.label] += Double(indices.count)
    }
    let sum = classTotals.reduce(0, +)
    let totals = classTotals.map { log(sum - $0 + smoothing * Double(max(1, placeOf.count))) }
    unseen = totals.map { Float($0 - log(smoothing)) }
    scores.reserveCapacity(counts.count)
    for index in words.indices {
      let row = counts[index * classCount..<(index + 1) * classCount]
      let all = row.reduce(0, +)
      for (count, total) in zip(row, totals) {
        scores.append(Float(total - log(all - count + smoothing)))
      }
    }
  }
}
