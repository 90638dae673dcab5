/// One number for each of four classes.
typealias ClassLanes = SIMD4<Float>

/// One row's dual variables α in four classes, as shares s = α / C and logits θ = ln(s / (1 − s)).
///
/// The derivative of the dual objective is θ + m, with m = y w·x the row's margin, which grows by a
/// C per unit of s, with *a* the row's squared length. The updated θ is the root of
///
///     θ + m + a C (s(θ) − s) = 0
///
/// between the old θ and −m, found by safeguarded Newton steps. In logits, the test for convergence
/// needs no logarithm. Rows with θ and −m both at most −7 hardly contribute and are skipped; with
/// many rows, these are most.
struct DualVariables: Sendable {
  /// The absolute derivative below which a variable counts as solved.
  private static let inexactness: Float = 0.003
  /// The logit (a share of 0.0009) up to which a variable is not updated.
  private static let negligible: Float = -7

  private(set) var shares = ClassLanes.zero
  /// The initial share, 3e-10, is so small that its contribution to the weights is left out.
  private(set) var logits = ClassLanes(repeating: -22)

  /// Returns the derivatives, 0 in lanes that are not worth updating.
  @inline(__always)
  func derivatives(_ margins: ClassLanes) -> ClassLanes {
    (logits + margins).replacing(
      with: 0, where: logits.larger(-margins) .<= Self.negligible)
  }

  /// Moves the open lanes to the root of the derivative; returns the changes of the shares.
  @inline(__always)
  mutating func solve(
    _ margins: ClassLanes, square: Float, cost: Float, in isOpen: SIMDMask<SIMD4<Int32>>
  ) -> ClassLanes {
    let sizes = derivatives(margins).magnitudes
    var isUnsolved = isOpen .& (sizes .> Self.inexactness)
    guard any(isUnsolved) else { return .zero }
    let stiffness = square * cost
    var low = logits.smaller(-margins)
    var high = logits.larger(-margins)
    // The typical root of variables that have not been updated before.
    let start = ClassLanes(repeating: -3).larger(low).smaller(high)
    var (logit, share) = (logits, shares)
    logit.replace(with: start, where: isUnsolved)
    share.replace(with: start.logistic, where: isUnsolved)
    for _ in 0..<30 {
      let value = logit + margins + stiffness * (share - shares)
      isUnsolved = isUnsolved .& (value.magnitudes .> Self.inexactness)
      if !any(isUnsolved) { break }
      low.replace(with: logit, where: value .< 0)
      high.replace(with: logit, where: value .> 0)
      let next = logit - value / (1 + stiffness * share * (1 - share))
      let isInside = (next .>= low) .& (next .<= high)
      let better = ((low + high) * 0.5).replacing(with: next, where: isInside)
      logit.replace(with: better, where: isUnsolved)
      share.replace(with: better.logistic, where: isUnsolved)
    }
    let changes = share - shares
    (logits, shares) = (logit, share)
    return changes
  }
}

extension ClassLanes {
  /// 1 / (1 + exp(−x)), with a relative error of 1e-6.
  @inline(__always)
  var logistic: Self { 1 / (1 + (0 - self).exponential) }

  /// exp(x) for x within ±80: a power of two times a Taylor polynomial of the remainder.
  @inline(__always)
  var exponential: Self {
    let bounded = larger(Self(repeating: -80)).smaller(Self(repeating: 80))
    // Adding 1.5 · 2²³ rounds to an integer, which then is in the low bits of the mantissa.
    let large: Float = 0x1.8p23
    let shifted = bounded * 1.442_695_04 + large
    let whole = shifted - large
    // ln 2 as a sum of two, the first with few digits, so that the remainder is exact.
    let rest = bounded - whole * 0.693_359_375 + whole * 2.121_944_4e-4
    var sum = rest * (1.0 / 720) + (1.0 / 120)
    sum = sum * rest + (1.0 / 24)
    sum = sum * rest + (1.0 / 6)
    sum = sum * rest + 0.5
    sum = sum * rest + 1
    sum = sum * rest + 1
    let power = (unsafeBitCast(shifted, to: SIMD4<Int32>.self) &+ 127) &<< 23
    return sum * unsafeBitCast(power, to: Self.self)
  }

  @inline(__always)
  var magnitudes: Self { larger(0 - self) }

  /// Returns the lane-wise maximum. (The standard library's function is not inlined.)
  @inline(__always)
  func larger(_ other: Self) -> Self { replacing(with: other, where: other .> self) }

  /// Returns the lane-wise minimum.
  @inline(__always)
  func smaller(_ other: Self) -> Self { replacing(with: other, where: other .< self) }
}
