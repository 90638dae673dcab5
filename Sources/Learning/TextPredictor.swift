/// Predicts texts one after the other, in memory that does not grow with their number.
///
/// What a piece of text between two spaces adds to the scores is worked out once and remembered,
/// since headlines share most of their words. The probabilities are those of `TextModel.predict`,
/// bit for bit.
package struct TextPredictor: Sendable {
  package let classCount: Int
  private let words: HashIndex
  private let grams: HashIndex
  private let wordWeights: [Float]
  private let gramWeights: [Float]
  private let groups: [FeatureScores]
  private let tokenLimit: Int
  private var seen = SeenTokens()
  private var joined: JoinedRow
  /// The text's words, and its tokens with n-grams of the vocabulary.
  private var textWords: [UInt32] = []
  private var textTokens: [Int] = []
  /// All 0 between two texts.
  private var gramSums: [Float]

  /// Prepares a model; more distinct tokens than the limit are not remembered at a time.
  package init(_ model: TextModel, tokenLimit: Int = 1 << 18) {
    let vocabulary = model.vocabulary
    classCount = model.classifier.classCount
    words = HashIndex(vocabulary.words.hashes)
    grams = HashIndex(vocabulary.grams.hashes)
    let wordWeights = vocabulary.inverseRowFrequencies(of: vocabulary.words)
    let gramWeights = vocabulary.inverseRowFrequencies(of: vocabulary.grams)
    groups = model.classifier.linearWeights.indices.map { group in
      FeatureScores(
        model.classifier, group: group, wordWeights: wordWeights, gramWeights: gramWeights)
    }
    self.wordWeights = wordWeights
    self.gramWeights = gramWeights
    self.tokenLimit = tokenLimit
    joined = JoinedRow(model.classifier)
    gramSums = [Float](repeating: 0, count: gramWeights.count)
  }

  /// Appends the text's probabilities, one a label; the bytes are UTF-8.
  package mutating func predict(
    _ text: UnsafeBufferPointer<UInt8>, appendingTo values: inout [Float]
  ) {
    // Between two texts only: a text's own tokens must stay.
    if seen.count > tokenLimit { seen = SeenTokens() }
    collect(text)
    let (wordScale, gramScale) = (wordScale(), gramScale())
    for group in groups.indices {
      joined.set(
        group: group, score(groups[group], group: group, wordScale: wordScale, gramScale: gramScale)
      )
    }
    joined.appendProbabilities(to: &values)
  }

  /// Finds the text's distinct words and tokens.
  private mutating func collect(_ text: UnsafeBufferPointer<UInt8>) {
    textWords.removeAll(keepingCapacity: true)
    textTokens.removeAll(keepingCapacity: true)
    seen.beginText()
    Token.forEachPiece(of: text) { piece, hash in
      let (number, isNew) = seen.pieces.number(addingIfNew: hash)
      if isNew { add(piece) }
      for token in seen.pieceTokens[number] where seen.isFirstInText(Int(token)) {
        textWords.append(contentsOf: seen.tokenWords[Int(token)])
        if !seen.tokenGrams[Int(token)].isEmpty { textTokens.append(Int(token)) }
      }
    }
    // The rarest first, as in `TextFeatures`; two tokens may hold the same word.
    textWords.sort(by: >)
  }

  private mutating func add(_ piece: UnsafeBufferPointer<UInt8>) {
    for scalars in Token.parse(piece) {
      let (number, isNew) = seen.tokens.number(addingIfNew: Hash.of(scalars[...], kind: 0))
      seen.pieceTokens.append(UInt32(number))
      guard isNew else { continue }
      let token = Token(scalars)
      let grams = token.grams.compactMap { self.grams.number(of: $0) }
      let sums = groups.map { group in
        grams.reduce(SIMD4<Float>.zero) { $0 + group.gramLinear[Int($1)] }
      }
      seen.add(
        words: token.words.compactMap { words.number(of: $0) }, grams: grams, linear: sums)
    }
    seen.pieceTokens.endRow()
  }
}

extension TextPredictor {
  private func wordScale() -> Float {
    var square: Float = 0
    var last = UInt32.max
    for word in textWords where word != last {
      square += wordWeights[Int(word)] * wordWeights[Int(word)]
      last = word
    }
    return square > 0 ? 1 / square.squareRoot() : 0
  }

  /// Two tokens may share n-grams, so these are added up before they are squared.
  private mutating func gramScale() -> Float {
    var square: Float = 0
    for token in textTokens {
      for gram in seen.tokenGrams[token] {
        let (old, weight) = (gramSums[Int(gram)], gramWeights[Int(gram)])
        square += weight * (weight + 2 * old)
        gramSums[Int(gram)] = old + weight
      }
    }
    for token in textTokens {
      for gram in seen.tokenGrams[token] { gramSums[Int(gram)] = 0 }
    }
    return square > 0 ? 1 / square.squareRoot() : 0
  }

  @inline(__always)
  private func score(
    _ scores: FeatureScores, group: Int, wordScale: Float, gramScale: Float
  ) -> (linear: SIMD4<Float>, bayes: SIMD4<Float>) {
    var (words, tokens, bayes) = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
    var last = UInt32.max
    for word in textWords where word != last {
      words += scores.wordLinear[Int(word)]
      bayes += scores.wordBayes[Int(word)]
      last = word
    }
    for token in textTokens { tokens += seen.tokenLinear[token * groups.count + group] }
    return (scores.constant + words * wordScale + tokens * gramScale, bayes)
  }
}

/// Tokens that were taken apart already.
private struct SeenTokens {
  /// Numbers what stands between two spaces.
  var pieces = HashIndex()
  var pieceTokens = RaggedRows()
  /// Numbers the tokens in it.
  var tokens = HashIndex()
  private(set) var tokenWords = RaggedRows()
  private(set) var tokenGrams = RaggedRows()
  /// Group by group within a token.
  private(set) var tokenLinear: [SIMD4<Float>] = []
  private var textOfToken: [Int] = []
  private var text = 0

  /// What is remembered, in tokens of the usual length.
  var count: Int { max(pieces.count, tokenGrams.values.count / 32) }

  mutating func beginText() { text += 1 }

  mutating func add(words: [UInt32], grams: [UInt32], linear: [SIMD4<Float>]) {
    tokenWords.appendRow(words[...])
    tokenGrams.appendRow(grams[...])
    tokenLinear += linear
    textOfToken.append(0)
  }

  /// Tells whether the token was not yet met in this text, and remembers that it was.
  mutating func isFirstInText(_ token: Int) -> Bool {
    if textOfToken[token] == text { return false }
    textOfToken[token] = text
    return true
  }
}
