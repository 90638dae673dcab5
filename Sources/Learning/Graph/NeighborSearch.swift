/// Finds nearest rows by walking the lists of rows that share a word, the rarest words first.
///
/// For a row *i* let S be the sum of its words' squared weights, and *rem* what the words not yet
/// walked can still add to a dot product. A row not met so far has a dot product D ≤ rem with *i*,
/// and its own sum is D at least; so its cosine is at most √(rem / S). Walking ends as soon as that
/// is below the fifteenth best cosine that is already certain. Rows met are then finished one by one.
struct NeighborSearch {
  private let features: TextFeatures
  /// Squared weight of each word.
  private let squares: [Float]
  /// Each row's sum of squared weights.
  private let sums: [Float]
  /// Rows of each word, ascending: word *w* has `postings[starts[w] ..< starts[w + 1]]`.
  private let starts: [Int]
  private let postings: [UInt32]

  init(_ features: TextFeatures) {
    self.features = features
    let squares = features.wordWeights.map { $0 * $0 }
    self.squares = squares
    sums = (0..<features.count).map { row in
      features.rowWords[row].reduce(0) { $0 + squares[Int($1)] }
    }
    var starts = [Int](repeating: 0, count: squares.count + 1)
    for word in features.rowWords.values { starts[Int(word) + 1] += 1 }
    for word in squares.indices { starts[word + 1] += starts[word] }
    self.starts = starts
    var postings = [UInt32](repeating: 0, count: features.rowWords.values.count)
    for row in 0..<features.count {
      for word in features.rowWords[row] {
        postings[starts[Int(word)]] = UInt32(row)
        starts[Int(word)] += 1
      }
    }
    self.postings = postings
  }

  /// Returns the nearest rows of each row of a range, `neighborLimit` places a row.
  func nearest(of rows: Range<Int>, threads: Int) -> (rows: [UInt32], cosines: [Float]) {
    let limit = NeighborGraph.neighborLimit
    let places = Parallel.map(rows: rows.count, threads: threads) { piece in
      var scratch = Scratch(count: features.count)
      var best = BestMatches()
      var found: [Place] = []
      found.reserveCapacity(piece.count * limit)
      for place in piece {
        find(rows.lowerBound + place, limit: limit, in: &scratch, &best)
        found += best.matches.map {
          Place(row: $0.row, cosine: $0.squaredCosine.squareRoot())
        }
        let free = limit - best.matches.count
        found += repeatElement(Place(row: NeighborGraph.unused, cosine: 0), count: free)
      }
      return found
    }
    return (places.map(\.row), places.map(\.cosine))
  }

  private struct Place {
    let row: UInt32
    let cosine: Float
  }

  /// Returns all rows of cosine 0.2 and above to a row, nearest first.
  func near(_ row: Int) -> [NeighborGraph.Neighbor] {
    var scratch = Scratch(count: features.count)
    var best = BestMatches()
    find(row, limit: features.count, in: &scratch, &best)
    return best.matches.map {
      NeighborGraph.Neighbor(row: Int($0.row), cosine: $0.squaredCosine.squareRoot())
    }
  }

  /// What one thread needs beside the postings; clean between two rows.
  private struct Scratch {
    /// The dot product so far of each row met.
    var dots: [Float]
    /// The rows met are the first `metCount`; one place more than there are rows.
    var met: [UInt32]
    var metCount = 0

    init(count: Int) {
      dots = [Float](repeating: 0, count: count)
      met = [UInt32](repeating: 0, count: count + 1)
    }
  }

  /// Leaves the nearest rows in `best`.
  private func find(
    _ row: Int, limit: Int, in scratch: inout Scratch, _ best: inout BestMatches
  ) {
    let words = features.rowWords[row]
    best.begin(limit: limit)
    scratch.metCount = 0
    guard sums[row] > 0 else { return }
    // What the words from here on can add.
    var rest = [Float(0)]
    for word in words.reversed() { rest.append(rest[rest.count - 1] + squares[Int(word)]) }
    rest.reverse()
    // A row that looks as if it was met already is not met again.
    scratch.dots[row] = 1
    var walked = 0
    while walked < words.count {
      let word = Int(words[words.startIndex + walked])
      // A look at the rows met pays only if it may spare a longer list.
      if starts[word + 1] - starts[word] > scratch.metCount {
        collect(row, scratch, into: &best)
      }
      if rest[walked] < best.threshold * sums[row] * slack { break }
      scratch.metCount = walk(
        word, &scratch.dots, met: &scratch.met, count: scratch.metCount)
      walked += 1
    }
    finish(row, remaining: words.dropFirst(walked), rest: rest[walked], scratch, into: &best)
    scratch.dots[row] = 0
    for other in scratch.met[..<scratch.metCount] { scratch.dots[Int(other)] = 0 }
  }

  /// Rounding must not drop a row that is exactly as near as the last.
  private var slack: Float { 0.9999 }

  /// Adds a word's weight to all rows with it; returns how many rows are met by now.
  private func walk(
    _ word: Int, _ dots: inout [Float], met: inout [UInt32], count: Int
  ) -> Int {
    let square = squares[word]
    let postings = postings.span
    var count = count
    var dots = dots.mutableSpan
    var met = met.mutableSpan
    for place in starts[word]..<starts[word + 1] {
      let other = postings[place]
      let dot = dots[Int(other)]
      // Written always and kept if it is new: a branch would be guessed wrong too often.
      met[count] = other
      count += dot == 0 ? 1 : 0
      dots[Int(other)] = dot + square
    }
    return count
  }

  /// Raises the threshold to the last place's best cosine that is certain by now.
  private func collect(_ row: Int, _ scratch: Scratch, into best: inout BestMatches) {
    best.restart()
    let (dots, met, sums) = (scratch.dots.span, scratch.met.span, sums.span)
    let own = sums[row]
    for place in 0..<scratch.metCount {
      let other = met[place]
      let dot = dots[Int(other)]
      let product = own * sums[Int(other)]
      // A product is cheaper than a quotient, and settles most.
      if dot * dot < best.threshold * product * slack { continue }
      best.offer(other, dot * dot / product)
    }
  }

  /// Completes the dot products of the rows that may still be among the nearest.
  private func finish(
    _ row: Int, remaining: ArraySlice<UInt32>, rest: Float, _ scratch: Scratch,
    into best: inout BestMatches
  ) {
    let known = best.threshold
    best.restart()
    let (dots, met, sums) = (scratch.dots.span, scratch.met.span, sums.span)
    let own = sums[row]
    for place in 0..<scratch.metCount {
      let other = met[place]
      let product = own * sums[Int(other)]
      let most = dots[Int(other)] + rest
      let threshold = max(known, best.threshold) * slack
      if most * most < threshold * product { continue }
      let dot = completed(dots[Int(other)], remaining, features.rowWords[Int(other)])
      best.offer(other, dot * dot / product)
    }
  }

  /// Adds the squared weights of the words that both lists hold, the rarest first.
  private func completed(
    _ start: Float, _ words: ArraySlice<UInt32>, _ others: ArraySlice<UInt32>
  ) -> Float {
    var dot = start
    var (place, other) = (words.startIndex, others.startIndex)
    while place < words.endIndex && other < others.endIndex {
      if words[place] == others[other] {
        dot += squares[Int(words[place])]
        place += 1
        other += 1
      } else if words[place] > others[other] {
        place += 1
      } else {
        other += 1
      }
    }
    return dot
  }
}

/// The nearest rows so far: the nearest first, of equal ones that with the lower number.
private struct BestMatches {
  struct Match {
    let row: UInt32
    let squaredCosine: Float
  }

  private static let least = NeighborGraph.leastCosine * NeighborGraph.leastCosine

  private(set) var matches: [Match] = []
  /// The squared cosine that a row must reach.
  private(set) var threshold = least
  private var limit = 0

  mutating func begin(limit: Int) {
    self.limit = limit
    restart()
  }

  mutating func restart() {
    matches.removeAll(keepingCapacity: true)
    threshold = Self.least
  }

  mutating func offer(_ row: UInt32, _ squaredCosine: Float) {
    guard squaredCosine >= threshold else { return }
    var place = matches.count
    while place > 0 && isNearer(row, squaredCosine, than: matches[place - 1]) { place -= 1 }
    guard place < limit else { return }
    matches.insert(Match(row: row, squaredCosine: squaredCosine), at: place)
    if matches.count > limit { matches.removeLast() }
    if matches.count == limit { threshold = max(Self.least, matches[limit - 1].squaredCosine) }
  }

  private func isNearer(_ row: UInt32, _ squaredCosine: Float, than match: Match) -> Bool {
    squaredCosine == match.squaredCosine
      ? row < match.row : squaredCosine > match.squaredCosine
  }
}
