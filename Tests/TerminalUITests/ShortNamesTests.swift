import TerminalUI
import Testing

@Suite("ShortNames")
struct ShortNamesTests {
  private static let requests = ["a parcel", "an electronic device", "a subscription"].flatMap {
    thing in
    ["before", "after"].map { "Request for a refund of \(thing) that came \($0) the day promised" }
  }

  @Test("Names that fit stay as they are")
  func fitting() {
    #expect(ShortNames.fitting(["Sport", "天気"], columns: 5) == ["Sport", "天気"])
  }

  @Test("A long name loses its middle")
  func middle() {
    #expect(ShortNames.fitting(["Science and Technology"], columns: 12) == ["Science …ogy"])
    #expect(ShortNames.fitting(["天気予報と交通情報"], columns: 7) == ["天気…報"])
  }

  @Test("Names that are alike at both ends show the words in which they differ")
  func words() {
    #expect(
      ShortNames.fitting(
        ["Request: refund of a parcel", "Request: return of a parcel"], columns: 12)
        == ["Req…refund", "Req…return"])
    let forms = ShortNames.fitting(Self.requests, columns: 30)
    #expect(forms[0] == "Request…parcel…before" && forms[5] == "Request…subscription…after")
  }

  @Test(
    "Forms fit, and no two are the same",
    arguments: [
      (requests, [8, 12, 16, 20, 30, 50]),
      ((0..<1000).map { "The very same long beginning, \($0), and end" }, [8, 12, 20, 40]),
      ((0..<300).map { String(repeating: "同じ名前", count: 8) + "\($0)" }, [8, 12, 20]),
      (["abcdefghijk", "abcdefXhijk", "abcdef…hijk"], [6, 8, 10]),
    ])
  func distinct(names: [String], widths: [Int]) {
    for width in widths {
      let forms = ShortNames.fitting(names, columns: width)
      #expect(forms.allSatisfy { columns(of: $0) <= width })
      #expect(Set(forms).count == names.count, "\(width)")
    }
  }

  @Test("Names that differ at the end show their ends")
  func ends() {
    let names = [
      "Störung – Anliegen im Bereich, Gruppe 01, Variante a",
      "Störung – Anliegen im Bereich, Gruppe 01, Variante b",
      "Störung – Anliegen im Bereich, Gruppe 02, Variante a",
    ]
    #expect(
      ShortNames.fitting(names, columns: 26) == [
        "Störung …pe 01, Variante a", "Störung …pe 01, Variante b", "Störung …pe 02, Variante a",
      ])
  }
}
