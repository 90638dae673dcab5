/// Predicts texts one after the other, in memory that does not grow with their number.
///
/// Most tokens of a text were met before. Each distinct one is taken apart once and then known by
/// its words and its n-grams' sums, so that a text costs a look-up and a few additions a token. The
/// probabilities are those of `Classifier.predict`, bit for bit.
package struct TextPredictor: Sendable {
  package let classCount: Int
  private let tokenLimit: Int
  private var numbering = TokenNumbering()
  private var known: KnownTokens
  private var joined: JoinedRow
  /// The text's distinct tokens and words, the rarest word first.
  private var tokens: [UInt32] = []
  private var words: [UInt32] = []
  /// The last text that held each word, so that a second time in the same text is noticed.
  private var lastText: [UInt32]
  private var text: UInt32 = 0

  /// Prepares a model; more distinct tokens than the limit are not remembered at a time.
  package init(_ model: TextModel, tokenLimit: Int = 1 << 18) {
    self.tokenLimit = tokenLimit
    classCount = model.classifier.classCount
    known = KnownTokens(model)
    joined = JoinedRow(model.classifier)
    lastText = [UInt32](repeating: 0, count: model.vocabulary.words.count)
  }

  /// Appends the text's probabilities, one a label; the bytes are UTF-8.
  package mutating func predict(
    _ text: UnsafeBufferPointer<UInt8>, appendingTo values: inout [Float]
  ) {
    // Between two texts only: a text's own tokens must stay.
    if known.size > tokenLimit { forget() }
    tokens.removeAll(keepingCapacity: true)
    numbering.read(text, appendingTo: &tokens, learner: &known)
    collectWords()
    for group in known.groups.indices { joined.set(group: group, scores(group: group)) }
    joined.appendProbabilities(to: &values)
  }

  private mutating func forget() {
    numbering = TokenNumbering()
    known.forget()
  }

  private mutating func collectWords() {
    if text == .max {
      text = 0
      for word in lastText.indices { lastText[word] = 0 }
    }
    text += 1
    words.removeAll(keepingCapacity: true)
    for token in tokens {
      // Not by a slice, which would be counted as another owner each time.
      let places = known.words.starts[Int(token)]..<known.words.starts[Int(token) + 1]
      for place in places {
        let word = known.words.values[place]
        if lastText[Int(word)] == text { continue }
        lastText[Int(word)] = text
        words.append(word)
      }
    }
    words.sortRarestFirst()
  }

  /// Four classes' scores by logistic regression, then those by naive Bayes.
  private func scores(group: Int) -> SIMD8<Float> {
    let weights = known.groups[group]
    var (sum, square): (SIMD8<Float>, Float) = (.zero, 0)
    for word in words {
      sum += weights.words[Int(word)]
      square += known.wordSquares[Int(word)]
    }
    var grams = SIMD8<Float>.zero
    for token in tokens { grams += known.sums[Int(token) * known.groups.count + group] }
    let wordScale = square > 0 ? 1 / square.squareRoot() : 0
    let gramScale = grams[4] > 0 ? 1 / grams[4].squareRoot() : 0
    sum.lowHalf = weights.constant + sum.lowHalf * wordScale + grams.lowHalf * gramScale
    return sum
  }
}

/// What tokens add to a text's scores, and what is looked up when one is met for the first time.
private struct KnownTokens: TokenLearner {
  let groups: [GroupWeights]
  let wordSquares: [Float]
  private let wordIndex: HashIndex
  private let gramIndex: HashIndex
  /// Each token's words, and the sums of its n-grams group by group.
  private(set) var words = RaggedRows()
  private(set) var sums: [SIMD8<Float>] = []
  private var grams: [UInt32] = []
  private var fetched: [UInt64] = []

  init(_ model: TextModel) {
    let vocabulary = model.vocabulary
    wordIndex = HashIndex(vocabulary.words.hashes)
    gramIndex = HashIndex(vocabulary.grams.hashes)
    let wordWeights = vocabulary.inverseRowFrequencies(of: vocabulary.words)
    let gramWeights = vocabulary.inverseRowFrequencies(of: vocabulary.grams)
    wordSquares = wordWeights.map { $0 * $0 }
    groups = model.classifier.linearWeights.indices.map {
      GroupWeights(
        model.classifier, group: $0, wordWeights: wordWeights, gramWeights: gramWeights)
    }
  }

  /// How much is remembered, in tokens of the usual length.
  var size: Int { max(words.count, words.values.count / 4) }

  mutating func forget() {
    words = RaggedRows()
    sums = []
  }

  mutating func learn(_ token: Token, hash: UInt64) {
    for hash in token.words {
      if let word = wordIndex.number(of: hash) { words.append(word) }
    }
    words.endRow()
    grams.removeAll(keepingCapacity: true)
    gramIndex.numbers(of: token.grams, fetched: &fetched, into: &grams)
    for group in groups { sums.append(group.sum(ofGrams: grams)) }
  }
}
