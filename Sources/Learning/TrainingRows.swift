/// The features of the labeled rows alone, renumbered so that the solver's weights lie close.
///
/// A feature that two tokens of a row share stands there twice; sums over the row come out right. A
/// feature's value in a row is its weight times the row's scale of words or of n-grams, so that a
/// row need only name its features.
struct TrainingRows: Sendable {
  /// The vocabulary's number of each feature: words first, then n-grams.
  private(set) var features: [UInt32] = []
  /// How much each feature weighs: how much rarer than usual it is.
  private(set) var weights: [Float] = []
  /// Row *r* has the words `places[starts[r] ..< gramStarts[r]]`, then its n-grams.
  private(set) var starts: [Int] = [0]
  private(set) var gramStarts: [Int] = []
  private(set) var places: [UInt32] = []
  private(set) var wordScales: [Float] = []
  private(set) var gramScales: [Float] = []
  /// Each row's squared length, with 1 for the constant feature.
  private(set) var squares: [Float] = []

  var count: Int { starts.count - 1 }

  init(_ features: TextFeatures, rows: [Int]) {
    starts.reserveCapacity(rows.count + 1)
    gramStarts.reserveCapacity(rows.count)
    places.reserveCapacity(Self.placeCount(features, rows))
    squares.reserveCapacity(rows.count)
    var numbering = Numbering(features)
    var adder = SquareAdder(features)
    for row in rows {
      for word in features.rowWords[row] { places.append(numbering.place(of: Int(word))) }
      gramStarts.append(places.count)
      for token in features.rowTokens[row] {
        for gram in features.tokenGrams[Int(token)] {
          places.append(numbering.place(of: numbering.wordCount + Int(gram)))
        }
      }
      starts.append(places.count)
      let words: Float = features.rowWords[row].isEmpty ? 0 : 1
      squares.append(1 + words + adder.square(ofGrams: features.rowTokens[row], row))
    }
    self.features = numbering.features
    let wordCount = numbering.wordCount
    weights = numbering.features.map {
      Int($0) < wordCount
        ? features.wordWeights[Int($0)] : features.gramWeights[Int($0) - wordCount]
    }
    wordScales = rows.map { features.wordScales[$0] }
    gramScales = rows.map { features.gramScales[$0] }
  }

  /// The value of the feature that stands at an index of `places`.
  func value(at index: Int, row: Int) -> Float {
    weights[Int(places[index])] * (index < gramStarts[row] ? wordScales[row] : gramScales[row])
  }

  private static func placeCount(_ features: TextFeatures, _ rows: [Int]) -> Int {
    var count = 0
    for row in rows {
      count += features.rowWords[row].count
      for token in features.rowTokens[row] { count += features.tokenGrams[Int(token)].count }
    }
    return count
  }
}

/// Finds the squared length of a row's n-grams: those that two tokens share are added up before.
private struct SquareAdder {
  private let features: TextFeatures
  /// All 0 between two rows.
  private var sums: [Float]

  init(_ features: TextFeatures) {
    self.features = features
    sums = [Float](repeating: 0, count: features.vocabulary.grams.count)
  }

  mutating func square(ofGrams tokens: ArraySlice<UInt32>, _ row: Int) -> Float {
    var square: Float = 0
    for token in tokens {
      for gram in features.tokenGrams[Int(token)] {
        let (old, weight) = (sums[Int(gram)], features.gramWeights[Int(gram)])
        square += weight * (weight + 2 * old)
        sums[Int(gram)] = old + weight
      }
    }
    for token in tokens {
      for gram in features.tokenGrams[Int(token)] { sums[Int(gram)] = 0 }
    }
    return square * features.gramScales[row] * features.gramScales[row]
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
