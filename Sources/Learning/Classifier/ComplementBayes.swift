import Domain
import Foundation

/// Complement naive Bayes over words that count once a row.
///
/// A class is described by the words of all *other* classes, which evens out small classes:
///
///     score(class) = Σ over the row's words of −ln((n + α) / (total + α · words))
///
/// where n is the number of rows of other classes with the word. See Rennie and others, *Tackling
/// the Poor Assumptions of Naive Bayes Text Classifiers*, 2003.
struct ComplementBayes {
  /// Words that occur in the labeled rows, ascending.
  private(set) var words: [UInt32] = []
  /// Scores of those words, class by class within a word.
  private(set) var scores: [Float] = []
  /// The score of every other word of the vocabulary, one a class.
  private(set) var unseen: [Float] = []

  init(_ features: TextFeatures, labels: [HumanLabel], classCount: Int, smoothing: Double) {
    var placeOf = [Int32](repeating: -1, count: features.vocabulary.words.count)
    for label in labels {
      for place in features.rowWords.places(of: label.item) {
        placeOf[Int(features.rowWords.values[place])] = 0
      }
    }
    for word in placeOf.indices where placeOf[word] == 0 {
      placeOf[word] = Int32(words.count)
      words.append(UInt32(word))
    }
    var counts = [Double](repeating: 0, count: words.count * classCount)
    var classTotals = [Double](repeating: 0, count: classCount)
    for label in labels {
      let places = features.rowWords.places(of: label.item)
      for place in places {
        let word = placeOf[Int(features.rowWords.values[place])]
        counts[Int(word) * classCount + label.label] += 1
      }
      classTotals[label.label] += Double(places.count)
    }
    let sum = classTotals.reduce(0, +)
    let totals = classTotals.map { log(sum - $0 + smoothing * Double(max(1, placeOf.count))) }
    unseen = totals.map { Float($0 - log(smoothing)) }
    scores.reserveCapacity(counts.count)
    for place in words.indices {
      let row = counts[place * classCount..<(place + 1) * classCount]
      let all = row.reduce(0, +)
      for (count, total) in zip(row, totals) {
        scores.append(Float(total - log(all - count + smoothing)))
      }
    }
  }
}
