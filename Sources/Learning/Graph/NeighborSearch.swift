/// Finds nearest neighbors with an inverted index, walking the rarest words first.
///
/// For a row *i* let S be the sum of its words' squared weights and *rem* the sum over the words
/// not yet walked. A row not met so far has a dot product D ≤ rem with *i*, and its own S is at
/// least D, so its cosine is at most √(rem / S). The walk ends once that is below the fifteenth
/// best cosine known so far; the dot products of rows already met are then completed one by one.
///
/// The neighbors are exact unless a row has only words of so many others that `longestWalk` ends the
/// walk, as no one of 100,000 headlines does: then they are the nearest of those met.
struct NeighborSearch {
  /// The most places of the index that one row's walk visits: without it texts of one pattern would take
  /// the square of their number.
  static let longestWalk = 1 << 17

  private let longestWalk: Int
  private let features: TextFeatures
  /// For each word its squared weight.
  private let squares: [Float]
  /// For each row the sum S of its words' squared weights.
  private let sums: [Float]
  /// Inverted index: the rows of word *w*, ascending, are `postings[starts[w] ..< starts[w + 1]]`.
  private let starts: [Int]
  private let postings: [UInt32]
  private let equals: EqualRows

  /// Makes the index of some rows, among which neighbors are found; nil is all.
  init(
    _ features: TextFeatures, among indexed: Range<Int>? = nil,
    longestWalk: Int = Self.longestWalk
  ) {
    self.longestWalk = longestWalk
    let indexed = indexed ?? 0..<features.count
    self.features = features
    let equals = EqualRows(features, among: indexed)
    self.equals = equals
    let squares = features.wordWeights.map { $0 * $0 }
    self.squares = squares
    sums = (0..<features.count).map { row in
      features.rowWords[row].reduce(0) { $0 + squares[Int($1)] }
    }
    var starts = [Int](repeating: 0, count: squares.count + 1)
    let searched = indexed.filter(equals.isSearched)
    for row in searched {
      for word in features.rowWords[row] { starts[Int(word) + 1] += 1 }
    }
    for word in squares.indices { starts[word + 1] += starts[word] }
    self.starts = starts
    var postings = [UInt32](repeating: 0, count: starts[squares.count])
    for row in searched {
      for word in features.rowWords[row] {
        postings[starts[Int(word)]] = UInt32(row)
        starts[Int(word)] += 1
      }
    }
    self.postings = postings
  }

  /// Returns the neighbors of each row of a range, `neighborLimit` elements per row.
  ///
  /// `least` says for a row which cosine its neighbors have at least, if above 0.2.
  func nearest(
    of rows: Range<Int>, threads: Int, least: @Sendable (Int) -> Float = { _ in 0 }
  ) -> (rows: [UInt32], cosines: [Float]) {
    let limit = NeighborGraph.neighborLimit
    let slots = Parallel.map(rows: rows.count, threads: threads) { piece in
      var scratch = Scratch(count: features.count)
      var best = BestMatches()
      var found: [Slot] = []
      found.reserveCapacity(piece.count * limit)
      for row in piece.lazy.map({ rows.lowerBound + $0 }) {
        best.begin(limit: limit, leastCosine: least(row))
        find(row, in: &scratch, &best)
        found += best.matches.map {
          Slot(row: $0.row, cosine: $0.squaredCosine.squareRoot())
        }
        let free = limit - best.matches.count
        found += repeatElement(Slot(row: NeighborGraph.unused, cosine: 0), count: free)
      }
      return found
    }
    return (slots.map(\.row), slots.map(\.cosine))
  }

  private struct Slot {
    let row: UInt32
    let cosine: Float
  }

  /// Working memory of a thread; all zero between two rows.
  private struct Scratch {
    /// For each row met its partial dot product.
    var dots: [Float]
    /// The rows met, in the first `metCount` elements; one element longer than the number of rows.
    var met: [UInt32]
    var metCount = 0

    init(count: Int) {
      dots = [Float](repeating: 0, count: count)
      met = [UInt32](repeating: 0, count: count + 1)
    }
  }

  /// Puts the nearest rows of `row` into `best`.
  private func find(_ row: Int, in scratch: inout Scratch, _ best: inout BestMatches) {
    let words = features.rowWords[row]
    scratch.metCount = 0
    guard sums[row] > 0 else { return }
    if let equal = equals.neighbors(of: row) { return equal.forEach { best.offer($0, 1) } }
    // For each word the sum of squared weights from it to the end.
    var rest = [Float(0)]
    for word in words.reversed() { rest.append(rest[rest.count - 1] + squares[Int(word)]) }
    rest.reverse()
    // A dot product other than 0 keeps the row itself from being met.
    scratch.dots[row] = 1
    var (walked, left) = (0, longestWalk)
    while walked < words.count && left > 0 {
      let word = Int(words[words.startIndex + walked])
      // Updating the threshold costs a pass over the rows met: worthwhile only before a longer
      // list.
      if starts[word + 1] - starts[word] > scratch.metCount {
        collect(row, scratch, into: &best)
      }
      if rest[walked] < best.threshold * sums[row] * slack { break }
      let places = places(of: word, atMost: left, near: row)
      scratch.metCount = walk(
        places, squares[word], &scratch.dots, met: &scratch.met, count: scratch.metCount)
      left -= places.count
      // A list that is walked in part is completed like one that is not.
      if places.count == starts[word + 1] - starts[word] { walked += 1 } else { left = 0 }
    }
    let remaining = left > 0 || walked == words.count ? words.dropFirst(walked) : nil
    finish(row, remaining, of: words, rest: rest[walked], scratch, into: &best)
    scratch.dots[row] = 0
    for other in scratch.met[..<scratch.metCount] { scratch.dots[Int(other)] = 0 }
  }

  /// Tolerance, so that rounding drops no row with exactly the last neighbor's cosine.
  private var slack: Float { 0.9999 }

  /// Returns the places of a word's rows in the index; of more than `most` those of the rows near `row`.
  private func places(of word: Int, atMost most: Int, near row: Int) -> Range<Int> {
    let all = starts[word]..<starts[word + 1]
    guard all.count > most else { return all }
    var (low, high) = (all.lowerBound, all.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if Int(postings[middle]) < row { low = middle + 1 } else { high = middle }
    }
    let first = min(max(all.lowerBound, low - most / 2), all.upperBound - most)
    return first..<first + most
  }

  /// Adds a word's squared weight to the dot products of rows with it; returns the number of rows met.
  private func walk(
    _ places: Range<Int>, _ square: Float, _ dots: inout [Float], met: inout [UInt32], count: Int
  ) -> Int {
    let postings = postings.span
    var count = count
    var dots = dots.mutableSpan
    var met = met.mutableSpan
    for index in places {
      let other = postings[index]
      let dot = dots[Int(other)]
      // Branchless: written always, kept only if the row is new.
      met[count] = other
      count += dot == 0 ? 1 : 0
      dots[Int(other)] = dot + square
    }
    return count
  }

  /// Raises the threshold to the last neighbor's cosine by the partial dot products.
  private func collect(_ row: Int, _ scratch: Scratch, into best: inout BestMatches) {
    best.restart()
    let (dots, met, sums) = (scratch.dots.span, scratch.met.span, sums.span)
    let own = sums[row]
    for index in 0..<scratch.metCount {
      let other = met[index]
      let dot = dots[Int(other)]
      let product = own * sums[Int(other)]
      // Compares products first, which avoids most divisions.
      if dot * dot < best.threshold * product * slack { continue }
      best.offer(other, dot * dot / product)
    }
  }

  /// Completes the dot products of those rows met that can still become neighbors.
  ///
  /// `remaining` are the words not walked; nil if one was in part, so that all are compared anew.
  private func finish(
    _ row: Int, _ remaining: ArraySlice<UInt32>?, of words: ArraySlice<UInt32>, rest: Float,
    _ scratch: Scratch, into best: inout BestMatches
  ) {
    let known = best.threshold
    best.restart()
    let (dots, met, sums) = (scratch.dots.span, scratch.met.span, sums.span)
    let own = sums[row]
    for index in 0..<scratch.metCount {
      let other = met[index]
      let product = own * sums[Int(other)]
      let most = dots[Int(other)] + rest
      let threshold = max(known, best.threshold) * slack
      if most * most < threshold * product { continue }
      let start = remaining == nil ? 0 : dots[Int(other)]
      let dot = completed(start, remaining ?? words, features.rowWords[Int(other)])
      best.offer(other, dot * dot / product)
    }
  }

  /// Returns `start` plus the squared weights of the words in both lists, which fall in number.
  private func completed(
    _ start: Float, _ words: ArraySlice<UInt32>, _ others: ArraySlice<UInt32>
  ) -> Float {
    var dot = start
    var (index, other) = (words.startIndex, others.startIndex)
    while index < words.endIndex && other < others.endIndex {
      if words[index] == others[other] {
        dot += squares[Int(words[index])]
        index += 1
        other += 1
      } else if words[index] > others[other] {
        index += 1
      } else {
        other += 1
      }
    }
    return dot
  }
}

/// The nearest rows found so far, by falling cosine, then by rising row number.
private struct BestMatches {
  struct Match {
    let row: UInt32
    let squaredCosine: Float
  }

  private(set) var matches: [Match] = []
  /// The squared cosine that a further row needs.
  private(set) var threshold: Float = 0
  /// The squared cosine that every row needs.
  private var least: Float = 0
  private var limit = 0

  mutating func begin(limit: Int, leastCosine: Float) {
    self.limit = limit
    let cosine = max(leastCosine, NeighborGraph.leastCosine)
    least = cosine * cosine
    restart()
  }

  mutating func restart() {
    matches.removeAll(keepingCapacity: true)
    threshold = least
  }

  mutating func offer(_ row: UInt32, _ squaredCosine: Float) {
    guard squaredCosine >= threshold else { return }
    var index = matches.count
    while index > 0 && isNearer(row, squaredCosine, than: matches[index - 1]) { index -= 1 }
    guard index < limit else { return }
    matches.insert(Match(row: row, squaredCosine: squaredCosine), at: index)
    if matches.count > limit { matches.removeLast() }
    if matches.count == limit { threshold = max(least, matches[limit - 1].squaredCosine) }
  }

  private func isNearer(_ row: UInt32, _ squaredCosine: Float, than match: Match) -> Bool {
    squaredCosine == match.squaredCosine
      ? row < match.row : squaredCosine > match.squaredCosine
  }
}
