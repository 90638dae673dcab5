import Domain
import Testing

@Suite struct SealTests {
  private static let seals = [
    Seal("WNTESTS1", of: "test"), Seal("WINNOWTE", of: "test", layout: .version(3)),
  ]
  private let body = (0..<100).map { UInt8($0) }

  @Test("A sealed body can be opened", arguments: 0..<2)
  func roundTrip(layout: Int) throws {
    let seal = Self.seals[layout]
    #expect(Array(try seal.opened(seal.closed(body))) == body)
    #expect(try seal.opened(seal.closed([])).isEmpty)
    #expect(Array(seal.closed(body)[seal.bodyOffset...].prefix(100)) == body)
  }

  @Test("The layouts of seals are those of existing files")
  func layouts() {
    let length = Self.seals[0].closed([1, 2, 3])
    #expect(Array(length.prefix(16)) == Array("WNTESTS1".utf8) + [3, 0, 0, 0, 0, 0, 0, 0])
    #expect(length.count == 27 && Array(length.suffix(3)) == [1, 2, 3])
    let version = Self.seals[1].closed([1, 2, 3])
    #expect(Array(version.prefix(15)) == Array("WINNOWTE".utf8) + [3, 0, 0, 0, 1, 2, 3])
    #expect(version.count == 23)
  }

  @Test("A changed byte anywhere in a sealed file is noticed", arguments: 0..<2)
  func damage(layout: Int) {
    let bytes = Self.seals[layout].closed(body)
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(throws: ByteFault.self) { try Self.seals[layout].opened(damaged) }
    }
  }

  @Test("A truncated model file is refused", arguments: 0..<2)
  func truncated(layout: Int) {
    let bytes = Self.seals[layout].closed(body)
    for length in bytes.indices {
      #expect(throws: ByteFault.self) {
        try Self.seals[layout].opened(Array(bytes.prefix(length)))
      }
    }
  }

  @Test("Opening names another kind and another version")
  func foreign() {
    let other = Seal("WNOTHER1", of: "file")
    let foreign = #expect(throws: ByteFault.self) {
      try other.opened(Self.seals[0].closed(body))
    }
    #expect(foreign?.description == "This is not a file of winnow.")
    let later = Seal("WINNOWTE", of: "test", layout: .version(4))
    let unknown = #expect(throws: ByteFault.self) {
      try Self.seals[1].opened(later.closed(body))
    }
    #expect(unknown?.reason == .unknownVersion(4))
  }
}
