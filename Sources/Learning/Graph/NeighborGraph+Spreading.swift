package import Domain

extension NeighborGraph {
  /// Lets probabilities flow between neighbors, from what people said above all.
  ///
  /// In ten sweeps each row without a human label becomes a mean of what the text alone says and of
  /// its neighbors, P ← (λ · base + Σ w P) / (λ + Σ w), with w the square of the cosine. Human
  /// labels are held fast.
  package func spread(
    _ base: ProbabilityRows, labels: [HumanLabel], threads: Int = 2
  ) -> ProbabilityRows {
    spread(base, labels: labels, by: Spreading(), threads: threads)
  }

  func spread(
    _ base: ProbabilityRows, labels: [HumanLabel], by spreading: Spreading, threads: Int
  ) -> ProbabilityRows {
    precondition(base.count == count, "The graph has other rows than the probabilities.")
    var isFixed = [Bool](repeating: false, count: count)
    for label in labels { isFixed[label.item] = true }
    var result = base
    for first in stride(from: 0, to: base.classCount, by: 4) {
      let lanes = min(4, base.classCount - first)
      var own = [SIMD4<Float>](repeating: .zero, count: count)
      for row in 0..<count {
        for lane in 0..<lanes { own[row][lane] = base.values[row * base.classCount + first + lane] }
      }
      for label in labels {
        own[label.item] = .zero
        if first..<first + 4 ~= label.label { own[label.item][label.label - first] = 1 }
      }
      let spread = FourClasses(graph: self, own: own, isFixed: isFixed, spreading: spreading)
        .swept(threads: threads)
      for row in 0..<count {
        for lane in 0..<lanes {
          result.values[row * base.classCount + first + lane] = spread[row][lane]
        }
      }
    }
    return result
  }
}

/// How probabilities are spread over a graph.
struct Spreading {
  /// λ: how much a row's own text counts. (Ten neighbors and the cube cost 1.4 and 0.9 points more
  /// human labels at targets of 95 and 97 %.)
  var ownWeight: Float = 0.3
  var sweeps = 10
}

/// Four classes' probabilities on their way.
private struct FourClasses {
  let graph: NeighborGraph
  /// What each row's text alone says, or a person.
  let own: [SIMD4<Float>]
  let isFixed: [Bool]
  let spreading: Spreading

  func swept(threads: Int) -> [SIMD4<Float>] {
    var current = own
    for _ in 0..<spreading.sweeps {
      // Every row reads only the last sweep's values: the order of rows and threads cannot matter.
      let old = current
      current = Parallel.map(rows: own.count, size: 8192, threads: threads) { rows in
        means(of: rows, old)
      }
    }
    return current
  }

  private func means(of rows: Range<Int>, _ old: [SIMD4<Float>]) -> [SIMD4<Float>] {
    let (starts, others, cosines) = (
      graph.edgeStarts.span, graph.edgeRows.span, graph.edgeCosines.span
    )
    let (old, ownWeight) = (old.span, spreading.ownWeight)
    var result: [SIMD4<Float>] = []
    result.reserveCapacity(rows.count)
    for row in rows {
      if isFixed[row] {
        result.append(own[row])
        continue
      }
      var sum = own[row] * ownWeight
      var total = ownWeight
      for place in starts[row]..<starts[row + 1] {
        let weight = cosines[place] * cosines[place]
        sum += old[Int(others[place])] * weight
        total += weight
      }
      result.append(sum / total)
    }
    return result
  }
}
