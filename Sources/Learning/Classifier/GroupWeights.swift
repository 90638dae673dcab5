/// The weights of four classes for all words and n-grams of a vocabulary.
struct GroupWeights: Sendable {
  let constant: SIMD4<Float>
  /// For each word: lanes 0–3 logistic regression, 4–7 naive Bayes.
  let words: [SIMD8<Float>]
  /// For each n-gram: lanes 0–3 logistic regression, lane 4 its squared feature weight.
  private let grams: [SIMD8<Float>]

  /// Takes the classes 4 · `group` to 4 · `group` + 3, and multiplies by the feature weights.
  init(_ model: Classifier, group: Int, wordWeights: [Float], gramWeights: [Float]) {
    let weights = model.linearWeights[group]
    constant = weights[weights.count - 1]
    var words = [SIMD8<Float>](repeating: .zero, count: wordWeights.count)
    var grams = gramWeights.map {
      SIMD8(lowHalf: .zero, highHalf: SIMD4($0 * $0, 0, 0, 0))
    }
    for (feature, weight) in zip(model.linearFeatures, weights) {
      let feature = Int(feature)
      if feature < words.count {
        words[feature].lowHalf = weight * wordWeights[feature]
      } else {
        grams[feature - words.count].lowHalf = weight * gramWeights[feature - words.count]
      }
    }
    Self.addBayes(model, group: group, to: &words)
    (self.words, self.grams) = (words, grams)
  }

  /// Returns the sum over a token's n-grams: lanes 0–3 the scores, lane 4 the squared length.
  func sum(ofGrams numbers: some Sequence<UInt32>) -> SIMD8<Float> {
    var sum = SIMD8<Float>.zero
    for gram in numbers { sum += grams[Int(gram)] }
    return sum
  }

  private static func addBayes(
    _ model: Classifier, group: Int, to words: inout [SIMD8<Float>]
  ) {
    let lanes = min(4, model.classCount - group * 4)
    var scores = SIMD4<Float>.zero
    for lane in 0..<lanes { scores[lane] = model.bayesUnseen[group * 4 + lane] }
    for word in words.indices { words[word].highHalf = scores }
    for (index, word) in model.bayesWords.enumerated() {
      for lane in 0..<lanes {
        scores[lane] = model.bayesScores[index * model.classCount + group * 4 + lane]
      }
      words[Int(word)].highHalf = scores
    }
  }
}
