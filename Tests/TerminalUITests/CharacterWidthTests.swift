import Glibc
import TerminalUI
import Testing

@Suite("CharacterWidth", .serialized)
struct CharacterWidthTests {
  /// The C library's `wcwidth` in a UTF-8 locale; Swift's import of the library lacks it.
  private static let library: (@convention(c) (Int32) -> Int32)? = {
    setlocale(LC_CTYPE, "C.UTF-8")
    guard let symbol = dlsym(nil, "wcwidth") else { return nil }
    return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
  }()

  @Test("Widths agree with the C library wherever both know a character")
  func widthsAgree() throws {
    let wcwidth = try #require(Self.library)
    var compared = 0
    var different: [UInt32] = []
    for value in UInt32(0x20)...0x2_FA1D {
      guard let scalar = Unicode.Scalar(value), let ours = CharacterWidth.columns(of: scalar)
      else { continue }
      let theirs = Int(wcwidth(Int32(value)))
      // A newer Unicode than the library's: the terminal shows a substitute for those.
      guard theirs >= 0 else { continue }
      compared += 1
      if ours != theirs { different.append(value) }
    }
    #expect(different.isEmpty)
    #expect(compared > 130_000)
  }

  @Test(
    "Characters that must not reach a terminal have no width",
    arguments: [
      0x00, 0x07, 0x09, 0x0A, 0x1B, 0x7F, 0x85, 0x9B, 0x200B, 0x200D, 0x200E, 0x202E, 0x2028,
      0x2066,
      0xFEFF, 0xE000, 0xFFFE, 0xE0041, 0x115F, 0x3164,
    ])
  func neverSent(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(CharacterWidth.columns(of: scalar) == nil)
  }

  @Test("Letters take one column, ideographs and emoji two, marks none")
  func examples() {
    #expect(CharacterWidth.columns(of: "a") == 1)
    #expect(CharacterWidth.columns(of: "é") == 1)
    #expect(CharacterWidth.columns(of: "█") == 1)
    #expect(CharacterWidth.columns(of: "世") == 2)
    #expect(CharacterWidth.columns(of: "😀") == 2)
    #expect(CharacterWidth.columns(of: "\u{301}") == 0)
  }
}
