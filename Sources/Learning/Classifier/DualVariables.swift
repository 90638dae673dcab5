/// Numbers of four classes side by side.
typealias ClassLanes = SIMD4<Float>

/// One row's α in four classes, as shares s = α / C and their logits θ = ln(s / (1 − s)).
///
/// The derivative of the dual is θ + m, m being the row's margin y w·x, which itself grows by a C
/// for each unit of s, a being the row's squared length. So the new θ is where
///
///     θ + m + a C (s(θ) − s) = 0
///
/// which lies between the old θ and −m. It takes no logarithm to see that nothing is to be done; nor
/// is there much where both are so low that the row hardly counts, and these are most rows of many.
struct DualVariables: Sendable {
  /// How near 0 a derivative is solved.
  private static let inexactness: Float = 0.003
  /// What stays below a share of 0.0009 is left as it is.
  private static let negligible: Float = -7

  private(set) var shares = ClassLanes.zero
  /// They begin so low that the weights that such shares make are left out.
  private(set) var logits = ClassLanes(repeating: -22)

  /// The derivatives, 0 where nothing worth the while is to be gained.
  @inline(__always)
  func derivatives(_ margins: ClassLanes) -> ClassLanes {
    (logits + margins).replacing(
      with: 0, where: logits.larger(-margins) .<= Self.negligible)
  }

  /// Moves the open lanes to where the derivative is 0; returns the changes of the shares.
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
    // Where most of those end that have not been moved before.
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
  /// 1 / (1 + exp(−x)), exact to one part in a million.
  @inline(__always)
  var logistic: Self { 1 / (1 + (0 - self).exponential) }

  /// exp(x) for x within ±80: two to a whole number, times a polynomial of the rest.
  @inline(__always)
  var exponential: Self {
    let bounded = larger(Self(repeating: -80)).smaller(Self(repeating: 80))
    // Added to a number so large, a fraction is rounded away, and the last bits are a whole number.
    let large: Float = 0x1.8p23
    let shifted = bounded * 1.442_695_04 + large
    let whole = shifted - large
    // ln 2 in two parts, the first of few digits, so that the rest is exact.
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

  /// Lane by lane the larger number. (The standard library's function is not inlined.)
  @inline(__always)
  func larger(_ other: Self) -> Self { replacing(with: other, where: other .> self) }

  /// Lane by lane the smaller number.
  @inline(__always)
  func smaller(_ other: Self) -> Self { replacing(with: other, where: other .< self) }
}
