/// The character encodings that input files are read in.
package enum TextEncoding: String, Sendable, Equatable, CaseIterable {
  case utf8 = "utf-8"
  /// UTF-16 with a byte-order mark that says the order.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// Read as Windows-1252, of which ISO 8859-1 has a part (WHATWG Encoding, section 4.2).
  case latin1 = "latin-1"
  /// The five bytes that Windows-1252 leaves free are C1 controls, as in WHATWG's index.
  case windows1252 = "windows-1252"

  /// Reads a name from a command line, in the spellings that people use for it.
  package init?(named name: String) {
    let usual = name.lowercased().replacing("_", with: "-")
    let others = [
      "utf8": TextEncoding.utf8, "utf16": .utf16, "utf16le": .utf16LittleEndian,
      "utf16be": .utf16BigEndian, "latin1": .latin1, "iso-8859-1": .latin1, "cp1252": .windows1252,
    ]
    guard let encoding = TextEncoding(rawValue: usual) ?? others[usual] else { return nil }
    self = encoding
  }

  /// The name in reports.
  package var title: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16, .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .latin1: "Latin-1"
    case .windows1252: "Windows-1252"
    }
  }

  /// The name for iconv(1).
  package var iconvName: String {
    switch self {
    case .latin1: "WINDOWS-1252"
    case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian, .windows1252: rawValue.uppercased()
    }
  }

  /// Bytes 80–9F of Windows-1252; the other bytes are the scalars of the same number.
  static let windows1252Upper: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]

  /// The UTF-8 sequences of all bytes in Windows-1252.
  static let windows1252Sequences: [[UInt8]] = (0...255).map { (byte: Int) -> [UInt8] in
    let value = (0x80...0x9F).contains(byte) ? windows1252Upper[byte - 0x80] : UInt16(byte)
    return Unicode.Scalar(value).map { Array(String(Character($0)).utf8) } ?? []
  }
}
