import Domain
import Testing

@Suite("LabelKeys")
struct LabelKeysTests {
  private func keys(_ names: [String], _ given: [Character?] = []) -> String {
    let given = given + [Character?](repeating: nil, count: names.count - given.count)
    return String(LabelKeys.choose(for: names, given: given).map { $0 ?? "–" })
  }

  @Test("The screen's own keys are never chosen")
  func reserved() {
    #expect(keys(["Question", "Urgent", "Login", "General", "Refund"]) == "etoaf")
    for names in [
      ["u", "l", "x"], ["n", "h", "g", "v", "q", "r"], ["=", "/", "[", "]", "?", " "],
    ] {
      #expect(LabelKeys.reserved.isDisjoint(with: keys(names)))
    }
  }

  @Test("A given key stays; the others get letters and digits of their names first")
  func given() {
    #expect(keys(["Sport", "Science", "Society"], [nil, "o"]) == "soc")
    #expect(keys(["1 star", "2 stars", "3 stars"]) == "123")
    #expect(keys(["b", "B", "b "]) == "b12")
  }

  @Test("Names in alphabets keep their letters; others get digits")
  func scripts() {
    #expect(keys(["Спорт", "Погода", "اقتصاد", "世界", "한국"]) == "спا12")
  }

  @Test("With more labels than keys, letters are keys and digits are not")
  func many() {
    let names = (0..<40).map { "name \($0)" }
    let chosen = LabelKeys.choose(for: names, given: [Character?](repeating: nil, count: 40))
    #expect(chosen.compactMap(\.self).count == 17)
    #expect(!chosen.contains("1"))
  }

  @Test("An older project's labels keep what its screen gave them")
  func before() {
    let names = ["Question", "Urgent", "Login", "General", "Refund"]
    #expect(
      LabelKeys.chooseAsBefore(for: names, given: [nil, nil, nil, nil, "1"]).compactMap(\.self)
        == Array("qulg1"))
  }
}
