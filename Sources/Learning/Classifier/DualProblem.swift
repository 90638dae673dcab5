/// The dual problems of four classes, and the primal weights of their variables.
struct DualProblem {
  private let training: TrainingRows
  private let cost: Float
  private var rows: [RowState]
  private var sums: FeatureSums

  /// A row and its dual variables, in one cache line.
  private struct RowState {
    let row: TrainingRows.Row
    /// The SIMD lane of the row's class; outside 0–3 if it is not among the four.
    let lane: Int32
    var variables = DualVariables()

    /// +1 in the lane of the row's class, −1 in the others.
    @inline(__always)
    var signs: ClassLanes {
      var signs = ClassLanes(repeating: -1)
      if (0..<Int32(signs.scalarCount)).contains(lane) { signs[Int(lane)] = 1 }
      return signs
    }
  }

  /// Begins with all variables near 0.
  init(_ training: TrainingRows, labels: [Int], firstClass: Int, cost: Float) {
    self.training = training
    self.cost = cost
    rows = zip(training.rows, labels).map { RowState(row: $0, lane: Int32($1 - firstClass)) }
    sums = FeatureSums(training)
  }

  /// For each feature its weights, then the intercepts; valid right after a `refresh`.
  var weights: [ClassLanes] { sums.weights(training) }

  /// Updates the variables of a run of rows once each, in the open lanes; returns per lane the
  /// largest absolute derivative before the update.
  mutating func sweep(_ run: Range<Int>, in isOpen: SIMDMask<SIMD4<Int32>>) -> ClassLanes {
    var largest = ClassLanes.zero
    for index in run {
      let (row, signs) = (rows[index].row, rows[index].signs)
      let margins = sums.score(row, training) * signs
      largest = largest.larger(rows[index].variables.derivatives(margins).magnitudes)
      let changes = rows[index].variables.solve(
        margins, square: row.square, cost: cost, in: isOpen)
      if changes != .zero { sums.add(changes * cost * signs, row, training) }
    }
    return largest
  }

  /// Refreshes the cached token sums; returns their root mean square error, in units of a row's
  /// score.
  mutating func refresh() -> Float { sums.refresh(training) }
}

/// The primal weights of four classes, with cached sums of the frequent tokens' n-grams.
///
/// Adding and updating a row's hundred n-grams dominates the cost, so a frequent token caches the
/// sum of its n-grams' weights and the pending updates of its rows, which read and write this one
/// element. A cached sum is stale with respect to updates of other tokens with shared n-grams until
/// the next `refresh`. The optimum is the same: there all updates vanish.
private struct FeatureSums {
  /// For each feature its primal weight times its feature weight (inverse document frequency).
  private var products: [ClassLanes]
  private var constant = ClassLanes.zero
  /// The frequent tokens.
  private var tokens: [TokenSum]

  private struct TokenSum {
    var sum = ClassLanes.zero
    /// The sum of rows' updates since the last refresh.
    var pending = ClassLanes.zero
    /// The sum of the n-grams' squared feature weights.
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
    training.entries.withUnsafeBufferPointer { entries in
      products.withUnsafeBufferPointer { products in
        for feature in entries[row.wordRange] { words += products[Int(feature)] }
        for feature in entries[row.gramRange] { grams += products[Int(feature)] }
      }
      tokens.withUnsafeBufferPointer { tokens in
        for token in entries[row.tokenRange] { grams += tokens[Int(token)].sum }
      }
    }
    return constant + words * row.wordScale + grams * row.gramScale
  }

  /// Adds `amount` times a row to the weights.
  @inline(__always)
  mutating func add(_ amount: ClassLanes, _ row: TrainingRows.Row, _ training: TrainingRows) {
    constant += amount
    let (ofWords, ofGrams) = (amount * row.wordScale, amount * row.gramScale)
    training.entries.withUnsafeBufferPointer { entries in
      training.squares.withUnsafeBufferPointer { squares in
        products.withUnsafeMutableBufferPointer { products in
          for feature in entries[row.wordRange] {
            products[Int(feature)] += ofWords * squares[Int(feature)]
          }
          for feature in entries[row.gramRange] {
            products[Int(feature)] += ofGrams * squares[Int(feature)]
          }
        }
      }
      tokens.withUnsafeMutableBufferPointer { tokens in
        for token in entries[row.tokenRange] {
          tokens[Int(token)].sum += ofGrams * tokens[Int(token)].square
          tokens[Int(token)].pending += ofGrams
        }
      }
    }
  }

  /// Applies pending updates to the n-grams and recomputes the tokens' sums; returns the root mean
  /// square of the sums' changes, in units of a row's score.
  mutating func refresh(_ training: TrainingRows) -> Float {
    let tokenGrams = training.tokenGrams
    var squares: Float = 0
    for token in tokens.indices where tokens[token].pending != .zero {
      for index in tokenGrams.indices(of: token) {
        let gram = Int(tokenGrams.values[index])
        products[gram] += tokens[token].pending * training.squares[gram]
      }
      tokens[token].pending = .zero
    }
    for token in tokens.indices {
      var sum = ClassLanes.zero
      for index in tokenGrams.indices(of: token) { sum += products[Int(tokenGrams.values[index])] }
      let change = sum - tokens[token].sum
      // Normalized by the scale of a row with no other token, 1 / √square.
      squares += (change * change).max() / max(tokens[token].square, .leastNormalMagnitude)
      tokens[token].sum = sum
    }
    return (squares / Float(max(1, tokens.count))).squareRoot()
  }
}
