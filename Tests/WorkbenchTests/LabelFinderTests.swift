import Domain
import Testing
import Workbench

@Suite("LabelFinder")
struct LabelFinderTests {
  private let finder = LabelFinder(
    LabelSet(
      labels: ["Sport", "Water sport", "Sport news", "Économie", "Weather", "12", "Class 12"]
        .map { LabelSet.Label(name: $0, key: nil) }))

  @Test(
    "Names, words in them and numbers match by their beginning",
    arguments: [
      ("", [0, 1, 2, 3, 4, 5, 6]), ("sp", [0, 2, 1]), ("SPORT N", [2]), ("eco", [3]), ("we", [4]),
      ("1", [0, 5, 6]), ("5", [4]), ("port", []), ("  sport  ", [0, 2, 1]),
    ])
  func matches(text: String, indices: [Int]) {
    #expect(finder.matches(text) == indices)
  }

  @Test(
    "A single match, a whole name and a number are meant",
    arguments: [
      ("", nil), ("s", nil), ("sport", 0), ("wa", 1), ("w", nil), ("12", 5), ("2", 1), ("9", nil),
    ])
  func highlighted(text: String, index: Int?) {
    #expect(finder.highlighted(text) == index)
  }

  @Test("The arrow keys choose among the matches, as long as the text stays")
  func moving() {
    var finder = finder
    finder.move(by: 1, in: "s")
    #expect(finder.highlighted("s") == 0)
    finder.move(by: 1, in: "s")
    finder.move(by: 1, in: "s")
    finder.move(by: 1, in: "s")
    #expect(finder.highlighted("s") == 1)
    #expect(finder.highlighted("sp") == nil)
    finder.move(by: -1, in: "sp")
    #expect(finder.highlighted("sp") == 1)
    finder.move(by: 1, in: "nothing")
    #expect(finder.highlighted("nothing") == nil)
  }
}
