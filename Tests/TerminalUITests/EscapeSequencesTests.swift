import Testing

@testable import TerminalUI

@Suite struct EscapeSequencesTests {
  /// Gives texts with a pause after each, and returns what was found.
  private func found(
    _ pieces: [String], pause: Duration = .milliseconds(40), readsMouse: Bool = false
  ) -> [EscapeSequences.Found] {
    var sequences = EscapeSequences()
    sequences.readsMouse = readsMouse
    var now = ContinuousClock.now
    var all: [EscapeSequences.Found?] = []
    for piece in pieces {
      for scalar in piece.unicodeScalars { all.append(sequences.take(scalar.value, at: now)) }
      all.append(sequences.endBatch())
      now += pause
    }
    return all.compactMap { $0 }
  }

  private let b = EscapeSequences.Found.character(98)

  @Test(
    "A sequence that comes in pieces is one key, and no letter of it another",
    arguments: [
      (["\u{1B}[", "B"], [Key.down]), (["\u{1B}[", "1", ";5", "B"], [.other]),
      (["\u{1B}O", "B"], [.down]), (["\u{1B}[3", "~"], [.delete]), (["\u{1B}[B"], [.down]),
      (["\u{1B}", "[B"], [.escape, .down]), (["\u{1B}", "[", "B"], [.escape, .down]),
      (["\u{1B}", "O", "B"], [.escape, .down]),
    ])
  func pieces(_ pieces: [String], _ keys: [Key]) {
    #expect(found(pieces) == keys.map { .key($0) })
    #expect(found(pieces + ["b"]) == keys.map { .key($0) } + [b])
    #expect(found(pieces, pause: .milliseconds(450)) == keys.map { .key($0) })
  }

  @Test("The Esc key is reported at once, and the next key is itself")
  func escape() {
    #expect(found(["\u{1B}"]) == [.key(.escape)])
    #expect(found(["\u{1B}", "b"]) == [.key(.escape), b])
    #expect(found(["\u{1B}\u{1B}"]) == [.key(.escape), .key(.escape)])
    #expect(found(["\u{1B}b"]) == [.key(.other)])
  }

  @Test("A sequence whose rest never came does not take the next key")
  func lost() {
    #expect(found(["\u{1B}[", "b"], pause: .seconds(3)) == [b])
    #expect(
      found(["\u{1B}", "[", "b"], pause: .milliseconds(600)) == [
        .key(.escape), .character(0x5B), b,
      ])
    #expect(found(["\u{1B}]52;c;bb", "b"], pause: .seconds(3)) == [b])
  }

  @Test(
    "A terminal's answer is no key, whatever ends it",
    arguments: [
      ["\u{1B}]52;c;bbbb\u{7}"], ["\u{1B}]11;rgb:0/0/0\u{1B}\\"], ["\u{1B}P", "1$r", "bb\u{1B}\\"],
      ["\u{1B}_bbb\u{1B}", "\\"],
    ])
  func strings(_ pieces: [String]) { #expect(found(pieces + ["b"]) == [b]) }

  @Test("The marks of a paste are known in pieces, too")
  func paste() {
    #expect(found(["\u{1B}[20", "0~b\u{1B}[201", "~"]) == [.pasteStart, b, .pasteEnd])
  }

  @Test("An older report of the mouse takes its three bytes along")
  func mouse() {
    #expect(found(["\u{1B}[Mbbbb"], readsMouse: true) == [b])
    #expect(found(["\u{1B}[Mb"]) == [.key(.enter), b])
  }
}
