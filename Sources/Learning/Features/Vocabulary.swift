import Domain
import Foundation

/// The words and character n-grams that a pool's texts are described by.
///
/// Both are known by their hashes and numbered from the most to the least frequent. Features are
/// numbered through: first the words, then the n-grams.
package struct Vocabulary: Sendable, Equatable {
  /// One kind of features: hash and number of rows that hold it, the most frequent first.
  package struct Block: Sendable, Equatable {
    package let hashes: [UInt64]
    package let rowCounts: [UInt32]

    package var count: Int { hashes.count }
  }

  /// How many texts were counted.
  package let rowCount: Int
  package let words: Block
  package let grams: Block

  package var size: VocabularySize { VocabularySize(words: words.count, grams: grams.count) }

  package var featureCount: Int { words.count + grams.count }

  /// A number that tells this vocabulary from others.
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

  /// How much rarer than usual each feature of a block is: ln((1 + N) / (1 + rows)) + 1.
  func inverseRowFrequencies(of block: Block) -> [Float] {
    block.rowCounts.map { Float(log(Double(1 + rowCount) / Double(1 + $0)) + 1) }
  }
}

/// How many words and n-grams a vocabulary has.
package struct VocabularySize: Sendable, Equatable {
  package let words: Int
  package let grams: Int
}

extension [UInt32] {
  /// Sorts words by falling number: the rarest first.
  ///
  /// A headline's dozen is sorted faster by insertion than by the standard library.
  mutating func sortRarestFirst() {
    guard count <= 40 else { return sort(by: >) }
    for end in indices.dropFirst() {
      let word = self[end]
      var place = end
      while place > 0 && self[place - 1] < word {
        self[place] = self[place - 1]
        place -= 1
      }
      self[place] = word
    }
  }
}
