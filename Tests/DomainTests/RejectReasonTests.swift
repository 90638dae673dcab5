import Domain
import Testing

@Suite struct RejectReasonTests {
  @Test(
    "A reason is the same after its code and words",
    arguments: [
      RejectReason.notThisKind, .unreadable, .otherLanguage, .duplicate, .other("my own"),
    ])
  func roundTrip(_ reason: RejectReason) {
    #expect(RejectReason(code: reason.code, words: reason.words) == reason)
  }

  @Test("The codes that manifests carry never change")
  func codes() {
    #expect(
      RejectReason.fixed.map(\.manifestValue)
        == ["not-this-kind", "unreadable", "other-language", "duplicate"])
    #expect(RejectReason.other("my own").manifestValue == "my own")
  }

  @Test("A code of a later version is kept as words")
  func later() {
    #expect(RejectReason(code: "too-long", words: nil) == .other("too-long"))
  }
}
