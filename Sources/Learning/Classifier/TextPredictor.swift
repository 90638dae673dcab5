/// Predicts texts one by one in bounded memory.
///
/// Each distinct token is analyzed once; its words and its n-grams' score sums are cached, so that
/// a text costs one look-up and a few additions per token. The probabilities equal those of
/// `Classifier.predict`, bit for bit.
package struct TextPredictor: Sendable {
  package let classCount: Int
  private let tokenLimit: Int
  private var numbering = TokenNumbering()
  private var known: TokenCache
  private var joined: JoinedRow
  /// Scratch: the text's distinct tokens and words, the rarest word first.
  private var tokens: [UInt32] = []
  private var words: [UInt32] = []
  /// For each word the number of the last text that held it, to skip repetitions within a text.
  private var lastText: [UInt32]
  private var text: UInt32 = 0

  /// Prepares a model; the cache is cleared when it exceeds `tokenLimit` distinct tokens.
  package init(_ model: TextModel, tokenLimit: Int = 1 << 18) {
    self.tokenLimit = tokenLimit
    classCount = model.classifier.classCount
    known = TokenCache(model)
    joined = JoinedRow(model.classifier)
    lastText = [UInt32](repeating: 0, count: model.vocabulary.words.count)
  }

  /// Appends the class probabilities of a text in UTF-8.
  package mutating func predict(
    _ text: UnsafeBufferPointer<UInt8>, appendingTo values: inout [Float]
  ) {
    // Only between two texts, since a text's own tokens must stay cached.
    if known.size > tokenLimit { clear() }
    tokens.removeAll(keepingCapacity: true)
    numbering.read(text, appendingTo: &tokens, sink: &known)
    collectWords()
    for group in known.groups.indices { joined.set(group: group, scores(group: group)) }
    joined.appendProbabilities(to: &values)
  }

  private mutating func clear() {
    numbering = TokenNumbering()
    known.clear()
  }

  private mutating func collectWords() {
    if text == .max {
      text = 0
      for word in lastText.indices { lastText[word] = 0 }
    }
    text += 1
    words.removeAll(keepingCapacity: true)
    for token in tokens {
      // Not a slice, which would retain the array for each token.
      let indices = known.words.starts[Int(token)]..<known.words.starts[Int(token) + 1]
      for index in indices {
        let word = known.words.values[index]
        if lastText[Int(word)] == text { continue }
        lastText[Int(word)] = text
        words.append(word)
      }
    }
    words.sortRarestFirst()
  }

  /// Returns the text's scores of four classes: lanes 0–3 logistic regression, 4–7 naive Bayes.
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

/// The cached scores of tokens, and what is needed to compute those of a new one.
private struct TokenCache: TokenSink {
  let groups: [GroupWeights]
  let wordSquares: [Float]
  private let wordIndex: HashIndex
  private let gramIndex: HashIndex
  /// For each token its words, and for each token and group of classes the sum over its n-grams.
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

  /// The memory used, in tokens of average length.
  var size: Int { max(words.count, words.values.count / 4) }

  mutating func clear() {
    words = RaggedRows()
    sums = []
  }

  mutating func add(_ token: Token, hash: UInt64) {
    for hash in token.words {
      if let word = wordIndex.number(of: hash) { words.append(word) }
    }
    words.endRow()
    grams.removeAll(keepingCapacity: true)
    gramIndex.numbers(of: token.grams, fetched: &fetched, into: &grams)
    for group in groups { sums.append(group.sum(ofGrams: grams)) }
  }
}
