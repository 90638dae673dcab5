/// The value of a number that JSON's grammar has accepted.
enum JSONNumber {
  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  static func value(of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> Double {
    var position = range.lowerBound
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var (mantissa, exponent, isFraction): (UInt64, Int, Bool) = (0, 0, false)
    while position < range.upperBound {
      let byte = bytes[position]
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else if byte &- 0x30 < 10 {
        // Digits beyond the eighteenth are less than a Float can hold.
        if mantissa < 100_000_000_000_000_000 {
          mantissa = mantissa * 10 + UInt64(byte &- 0x30)
          if isFraction { exponent -= 1 }
        } else if !isFraction {
          exponent += 1
        }
      } else {
        // The rare number with an exponent of its own is left to the library.
        return Double(String(decoding: bytes[range], as: UTF8.self)) ?? .nan
      }
      position += 1
    }
    let value = scaled(Double(mantissa), by: exponent)
    return isNegative ? -value : value
  }

  private static func scaled(_ value: Double, by exponent: Int) -> Double {
    var (value, exponent) = (value, exponent)
    while exponent < 0 {
      let step = min(22, -exponent)
      value /= powers[step]
      exponent += step
    }
    while exponent > 0 && value.isFinite {
      let step = min(22, exponent)
      value *= powers[step]
      exponent -= step
    }
    return value
  }
}
