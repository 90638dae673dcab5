/// The dual problem of four classes at once, and the weights that its variables stand for.
struct DualProblem {
  private let training: TrainingRows
  private let cost: Float
  private var rows: [RowState]
  private var sums: FeatureSums

  /// All that is known of a row, in one cache line.
  private struct RowState {
    let row: TrainingRows.Row
    /// The row's class, if it is one of those at hand, from 0.
    let lane: Int32
    var variables = DualVariables()

    /// +1 for the row's class, −1 for the others.
    @inline(__always)
    var signs: ClassLanes {
      var signs = ClassLanes(repeating: -1)
      if (0..<Int32(signs.scalarCount)).contains(lane) { signs[Int(lane)] = 1 }
      return signs
    }
  }

  /// All variables begin near 0.
  init(_ training: TrainingRows, labels: [Int], firstClass: Int, cost: Float) {
    self.training = training
    self.cost = cost
    rows = zip(training.rows, labels).map { RowState(row: $0, lane: Int32($1 - firstClass)) }
    sums = FeatureSums(training)
  }

  /// The weight of each feature, and the constant's; after an exchange only.
  var weights: [ClassLanes] { sums.weights(training) }

  /// Solves a run of rows' variables once each, in the open classes; returns the largest
  /// derivatives that were met.
  mutating func sweep(_ run: Range<Int>, in isOpen: SIMDMask<SIMD4<Int32>>) -> ClassLanes {
    var largest = ClassLanes.zero
    for place in run {
      let (row, signs) = (rows[place].row, rows[place].signs)
      let margins = sums.score(row, training) * signs
      largest = largest.larger(rows[place].variables.derivatives(margins).magnitudes)
      let changes = rows[place].variables.solve(
        margins, square: row.square, cost: cost, in: isOpen)
      if changes != .zero { sums.add(changes * cost * signs, row, training) }
    }
    return largest
  }

  /// Returns how far tokens were off, the root of the mean square in units of a row's score.
  mutating func exchange() -> Float { sums.exchange(training) }
}

/// The weights of four classes, such that a row's score is a plain sum.
///
/// What costs is adding up a row's hundred n-grams, and changing them. So a frequent token keeps
/// the sum of its n-grams' weights, and what rows added to it: rows read and change that one number.
/// Of what other tokens did to the n-grams that they share it hears only at the next `exchange`.
/// The optimum is the same, since there nothing changes any more.
private struct FeatureSums {
  /// Each feature's weight in the solution times how much the feature weighs.
  private var products: [ClassLanes]
  private var constant = ClassLanes.zero
  /// Each frequent token's sum over its n-grams.
  private var tokens: [TokenSum]

  private struct TokenSum {
    var sum = ClassLanes.zero
    /// What rows added since the last exchange.
    var news = ClassLanes.zero
    /// The sum of the n-grams' squared weights.
    let square: Float
  }

  init(_ training: TrainingRows) {
    products = Array(repeating: .zero, count: training.weights.count)
    tokens = (0..<training.tokenGrams.count).map { token in
      TokenSum(square: training.tokenGrams[token].reduce(0) { $0 + training.squares[Int($1)] })
    }
  }

  func weights(_ training: TrainingRows) -> [ClassLanes] {
    zip(products, training.weights).map { $0 / $1 } + [constant]
  }

  @inline(__always)
  func score(_ row: TrainingRows.Row, _ training: TrainingRows) -> ClassLanes {
    var (words, grams) = (ClassLanes.zero, ClassLanes.zero)
    training.places.withUnsafeBufferPointer { places in
      products.withUnsafeBufferPointer { products in
        for place in places[row.wordRange] { words += products[Int(place)] }
        for place in places[row.gramRange] { grams += products[Int(place)] }
      }
      tokens.withUnsafeBufferPointer { tokens in
        for token in places[row.tokenRange] { grams += tokens[Int(token)].sum }
      }
    }
    return constant + words * row.wordScale + grams * row.gramScale
  }

  /// Adds a multiple of a row to the weights.
  @inline(__always)
  mutating func add(_ amount: ClassLanes, _ row: TrainingRows.Row, _ training: TrainingRows) {
    constant += amount
    let (ofWords, ofGrams) = (amount * row.wordScale, amount * row.gramScale)
    training.places.withUnsafeBufferPointer { places in
      training.squares.withUnsafeBufferPointer { squares in
        products.withUnsafeMutableBufferPointer { products in
          for place in places[row.wordRange] {
            products[Int(place)] += ofWords * squares[Int(place)]
          }
          for place in places[row.gramRange] {
            products[Int(place)] += ofGrams * squares[Int(place)]
          }
        }
      }
      tokens.withUnsafeMutableBufferPointer { tokens in
        for token in places[row.tokenRange] {
          tokens[Int(token)].sum += ofGrams * tokens[Int(token)].square
          tokens[Int(token)].news += ofGrams
        }
      }
    }
  }

  /// Tells the n-grams what was added to their tokens, and the tokens what their n-grams weigh now;
  /// returns by how much these were off.
  mutating func exchange(_ training: TrainingRows) -> Float {
    let tokenGrams = training.tokenGrams
    var squares: Float = 0
    for token in tokens.indices where tokens[token].news != .zero {
      for place in tokenGrams.places(of: token) {
        let gram = Int(tokenGrams.values[place])
        products[gram] += tokens[token].news * training.squares[gram]
      }
      tokens[token].news = .zero
    }
    for token in tokens.indices {
      var sum = ClassLanes.zero
      for place in tokenGrams.places(of: token) { sum += products[Int(tokenGrams.values[place])] }
      let change = sum - tokens[token].sum
      // A row whose only token it is has the scale 1 / √square.
      squares += (change * change).max() / max(tokens[token].square, .leastNormalMagnitude)
      tokens[token].sum = sum
    }
    return (squares / Float(max(1, tokens.count))).squareRoot()
  }
}
