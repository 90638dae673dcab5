import Foundation
import Testing

@testable import Learning

@Suite struct TextFeaturesTests {
  @Test("A feature occurs in at least two rows")
  func twoRows() {
    let features = TextFeatures(texts: ["red red green", "red blue", "blue", ""])
    #expect(features.vocabulary.words.rowCounts == [2, 2])
    #expect(features.rowWords[0].count == 1)
    #expect(features.rowWords[1].count == 2)
    #expect(features.rowWords[3].isEmpty)
  }

  @Test("A row's words are sorted, the rarest first")
  func rarestFirst() {
    let features = TextFeatures(texts: ["one two", "one two", "one"])
    #expect(features.vocabulary.words.rowCounts == [3, 2])
    #expect(Array(features.rowWords[0]) == [1, 0])
  }

  @Test("Feature weights are ln((1 + N) / (1 + rows)) + 1")
  func weights() {
    let features = TextFeatures(texts: ["one two", "one two", "one"])
    #expect(abs(features.wordWeights[0] - 1) < 1e-6)
    #expect(abs(features.wordWeights[1] - Float(log(4.0 / 3) + 1)) < 1e-6)
  }

  @Test("A row's word block and n-gram block have length 1")
  func lengths() {
    let texts = ["national nation nationals", "nation nationals rational", "national rational"]
    let features = TextFeatures(texts: texts)
    for row in texts.indices {
      var (words, grams): (Float, Float) = (0, 0)
      for word in features.rowWords[row] {
        let value = features.wordWeights[Int(word)] * features.wordScales[row]
        words += value * value
      }
      for token in features.rowTokens[row] {
        for gram in features.tokenGrams[Int(token)] {
          let value = features.gramWeights[Int(gram)] * features.gramScales[row]
          grams += value * value
        }
      }
      #expect(abs(words - 1) < 1e-5 && abs(grams - 1) < 1e-5)
    }
  }

  @Test("Training rows have their exact length, shared n-grams added up")
  func trueLengths() {
    let texts = ["national nation nationals", "nation nationals rational", "national rational"]
    let features = TextFeatures(texts: texts)
    for frequent in [2, 100] {
      let rows = TrainingRows(features, rows: [0, 1, 2], frequent: frequent)
      for row in texts.indices {
        let square = rows.values(of: row).values.reduce(1) { $0 + $1 * $1 }
        #expect(abs(Double(rows.rows[row].square) - square) < 1e-4 && square > 3.1)
      }
    }
  }

  @Test("An n-gram in nearly every token keeps a weight")
  func commonGrams() {
    let texts = (0..<9).map { row in
      (0..<6).map { "reference\((row + $0) % 9)" }.joined(separator: " ")
    }
    let features = TextFeatures(texts: texts)
    #expect(features.vocabulary.grams.rowCounts[0] == 9)
    #expect(features.gramWeights.allSatisfy { $0 > 0.8 })
  }

  @Test("A repeated word or token counts once")
  func repeated() {
    let texts = ["buy buy buy gold", "buy gold"]
    let features = TextFeatures(texts: texts)
    #expect(Array(features.rowWords[0]) == Array(features.rowWords[1]))
    #expect(Array(features.rowTokens[0]) == Array(features.rowTokens[1]))
  }

  @Test("Features by the pool's vocabulary equal the pool's own")
  func withVocabulary() {
    let texts = MadeUpTexts(count: 60).texts
    let pool = TextFeatures(texts: texts)
    let again = TextFeatures(texts: texts, vocabulary: pool.vocabulary)
    #expect(again.rowWords == pool.rowWords)
    #expect(again.gramScales == pool.gramScales)
    #expect(again.fingerprint == pool.fingerprint)
  }

  @Test("Pools without texts, with empty ones or of one text have empty features")
  func degenerate() {
    #expect(TextFeatures(texts: []).count == 0)
    let empty = TextFeatures(texts: ["", " \t\n", "single"])
    #expect(empty.count == 3)
    #expect(empty.vocabulary.featureCount == 0)
    #expect(empty.wordScales == [0, 0, 0])
  }

  @Test("Another pool has another fingerprint")
  func fingerprint() {
    let one = TextFeatures(texts: ["a b", "a b", "c"])
    let other = TextFeatures(texts: ["a b", "a b", "c a"])
    #expect(one.fingerprint != other.fingerprint)
  }
}
