/// A writing system's way to separate words.
enum Script: Equatable {
  /// Spaces separate words.
  case spaced
  /// Korean: spaces separate words; a character is a syllable.
  case hangul
  /// Chinese, Japanese, Thai and others, written without spaces: each character is a word.
  case unspaced

  var isSpaced: Bool { self != .unspaced }

  init(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x0E00: self = .spaced
    case 0x1100...0x11FF, 0xAC00...0xD7FF: self = .hangul
    case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x2FDF, 0x3005...0x3007,
      0x3040...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F,
      0x20000...0x3FFFD:
      self = .unspaced
    default: self = .spaced
    }
  }

  /// Returns whether a scalar is part of a word: a letter, digit, mark on a letter, or the
  /// underscore.
  @inline(__always)
  static func isWordPart(_ value: UInt32) -> Bool {
    if value < 0x80 {
      // One bit per ASCII scalar: 0–9 below 0x40, then A–Z, _ and a–z; faster than comparisons.
      let bits: UInt64 = value < 0x40 ? 0x03FF_0000_0000_0000 : 0x07FF_FFFE_87FF_FFFE
      return bits >> UInt64(value & 63) & 1 == 1
    }
    return isOtherWordPart(value)
  }

  private static func isOtherWordPart(_ value: UInt32) -> Bool {
    guard let properties = Unicode.Scalar(value)?.properties else { return false }
    if properties.isAlphabetic || properties.numericType != nil { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }
}
