/// The features of the labeled rows alone, renumbered so that the solver's weights lie close.
///
/// A feature that two tokens of a row share stands there twice; sums over the row come out right.
struct TrainingRows {
  /// The vocabulary's number of each feature: words first, then n-grams.
  private(set) var features: [UInt32] = []
  private(set) var starts: [Int] = [0]
  private(set) var places: [UInt32] = []
  private(set) var values: [Float] = []
  /// Each row's squared length, with 1 for the constant feature.
  private(set) var squares: [Float] = []

  var count: Int { starts.count - 1 }

  init(_ features: TextFeatures, rows: [Int]) {
    let unseen = UInt32.max
    let wordCount = features.vocabulary.words.count
    var placeOf = [UInt32](repeating: unseen, count: features.vocabulary.featureCount)
    func add(_ feature: Int, _ value: Float) {
      if placeOf[feature] == unseen {
        placeOf[feature] = UInt32(self.features.count)
        self.features.append(UInt32(feature))
      }
      places.append(placeOf[feature])
      values.append(value)
    }
    for row in rows {
      let (wordScale, gramScale) = (features.wordScales[row], features.gramScales[row])
      for word in features.rowWords[row] {
        add(Int(word), features.wordWeights[Int(word)] * wordScale)
      }
      for token in features.rowTokens[row] {
        for gram in features.tokenGrams[Int(token)] {
          add(wordCount + Int(gram), features.gramWeights[Int(gram)] * gramScale)
        }
      }
      starts.append(values.count)
      squares.append((wordScale > 0 ? 1 : 0) + (gramScale > 0 ? 1 : 0) + 1)
    }
  }
}
