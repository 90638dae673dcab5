import Foundation
import TerminalUI
import Testing

@Suite("Key: Codable")
struct KeyCodingTests {
  @Test(
    "Every key is the same after writing and reading",
    arguments: [
      .character("b"), .character("↑"), .character("é"), .character(" "), .control("c"), .enter,
      .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .pageUp,
      .pageDown, .home, .end, .paste("two\nlines"), .paste(""), .other,
    ] as [Key])
  func roundTrip(key: Key) throws {
    let bytes = try JSONEncoder().encode([key])
    #expect(try JSONDecoder().decode([Key].self, from: bytes) == [key])
  }
}
