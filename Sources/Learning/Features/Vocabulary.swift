import Domain
import Foundation

/// The words and character n-grams that describe the texts of a pool.
///
/// Features are identified by hash and numbered by falling frequency: first all words, then all
/// n-grams.
package struct Vocabulary: Sendable, Equatable {
  /// One kind of features, by falling frequency: hashes, and the number of rows with each.
  package struct Block: Sendable, Equatable {
    package let hashes: [UInt64]
    package let rowCounts: [UInt32]

    package var count: Int { hashes.count }
  }

  /// The number of texts, *N*.
  package let rowCount: Int
  package let words: Block
  package let grams: Block

  package var size: VocabularySize { VocabularySize(words: words.count, grams: grams.count) }

  package var featureCount: Int { words.count + grams.count }

  /// A hash of the whole vocabulary, by which models and features are matched.
  package var fingerprint: UInt64 {
    var hash = Hash.step(Hash.start, UInt64(rowCount))
    for block in [words, grams] {
      hash = Hash.step(hash, UInt64(block.count))
      for (feature, rows) in zip(block.hashes, block.rowCounts) {
        hash = Hash.mix(hash ^ feature) &+ UInt64(rows)
      }
    }
    return hash
  }

  /// Returns the smoothed inverse document frequency of each feature: ln((1 + N) / (1 + rows)) + 1.
  func inverseRowFrequencies(of block: Block) -> [Float] {
    block.rowCounts.map { Float(log(Double(1 + rowCount) / Double(1 + $0)) + 1) }
  }
}

/// The numbers of words and n-grams of a vocabulary.
package struct VocabularySize: Sendable, Equatable {
  package let words: Int
  package let grams: Int
}

extension [UInt32] {
  /// Sorts word numbers in falling order: the rarest first.
  ///
  /// Uses insertion sort for up to 40 words, which is faster than the standard library's sort
  /// there.
  mutating func sortRarestFirst() {
    guard count <= 40 else { return sort(by: >) }
    for end in indices.dropFirst() {
      let word = self[end]
      var index = end
      while index > 0 && self[index - 1] < word {
        self[index] = self[index - 1]
        index -= 1
      }
      self[index] = word
    }
  }
}
