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
    let count = Self.valueCount(features, rows)
    starts.reserveCapacity(rows.count + 1)
    squares.reserveCapacity(rows.count)
    places.reserveCapacity(count)
    values.reserveCapacity(count)
    var numbering = Numbering(features)
    for row in rows {
      let (wordScale, gramScale) = (features.wordScales[row], features.gramScales[row])
      for word in features.rowWords[row] {
        places.append(numbering.place(of: Int(word)))
        values.append(features.wordWeights[Int(word)] * wordScale)
      }
      for token in features.rowTokens[row] {
        for gram in features.tokenGrams[Int(token)] {
          places.append(numbering.place(of: numbering.wordCount + Int(gram)))
          values.append(features.gramWeights[Int(gram)] * gramScale)
        }
      }
      starts.append(values.count)
    }
    self.features = numbering.features
    addSquares()
  }

  /// Features that stand twice in a row are added up before they are squared.
  private mutating func addSquares() {
    var sums = [Float](repeating: 0, count: features.count)
    sums.withUnsafeMutableBufferPointer { sums in
      for row in 0..<count {
        var square: Float = 1
        for index in starts[row]..<starts[row + 1] {
          let (old, value) = (sums[Int(places[index])], values[index])
          square += value * (value + 2 * old)
          sums[Int(places[index])] = old + value
        }
        for index in starts[row]..<starts[row + 1] { sums[Int(places[index])] = 0 }
        squares.append(square)
      }
    }
  }

  private static func valueCount(_ features: TextFeatures, _ rows: [Int]) -> Int {
    var count = 0
    for row in rows {
      count += features.rowWords[row].count
      for token in features.rowTokens[row] { count += features.tokenGrams[Int(token)].count }
    }
    return count
  }
}

/// Numbers features in the order in which rows use them.
private struct Numbering {
  private static let unseen = UInt32.max

  let wordCount: Int
  private(set) var features: [UInt32] = []
  private var placeOf: [UInt32]

  init(_ features: TextFeatures) {
    wordCount = features.vocabulary.words.count
    placeOf = [UInt32](repeating: Self.unseen, count: features.vocabulary.featureCount)
  }

  @inline(__always)
  mutating func place(of feature: Int) -> UInt32 {
    let place = placeOf[feature]
    if place != Self.unseen { return place }
    placeOf[feature] = UInt32(features.count)
    features.append(UInt32(feature))
    return placeOf[feature]
  }
}
