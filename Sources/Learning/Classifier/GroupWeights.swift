/// Four classes' weights, one for each feature of the vocabulary.
struct GroupWeights: Sendable {
  let constant: SIMD4<Float>
  /// For each word its weights by logistic regression, then its scores by naive Bayes.
  let words: [SIMD8<Float>]
  /// For each n-gram its weights by logistic regression, then its squared rarity and zeros.
  private let grams: [SIMD8<Float>]

  /// Takes the weights of the classes from `group` · 4 on; features come weighted by rarity.
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

  /// Returns the sum over a token's n-grams: what they weigh, then their squared length.
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
    for (place, word) in model.bayesWords.enumerated() {
      for lane in 0..<lanes {
        scores[lane] = model.bayesScores[place * model.classCount + group * 4 + lane]
      }
      words[Int(word)].highHalf = scores
    }
  }
}
