import Domain
import Foundation
import Testing

@Suite("Changes of labels")
struct LabelChangeTests {
  private let labels = LabelSet(labels: [
    .init(name: "Business", key: "b"), .init(name: "Entertainment", key: "e"),
    .init(name: "Health", key: "m"), .init(name: "Tech", key: "t"),
  ])

  @Test("A renamed label keeps index and key, and is found by both names")
  func rename() throws {
    let set = try labels.applying(.rename("Tech", to: "Science"))
    #expect(set[3].name == "Science" && set[3].key == "t" && set.count == 4)
    #expect(set.index(ofName: "Tech") == 3 && set.index(ofName: "Science") == 3)
    #expect(set.isName("Tech", of: 3) && !set.isName("Tech", of: 2))
    let back = try set.applying(.rename("Science", to: "Tech"))
    #expect(back[3].formerNames == ["Science"] && back.index(ofName: "Science") == 3)
  }

  @Test("Another label's name, present or past, is taken, whatever its case and blanks")
  func taken() throws {
    let set = try labels.applying(.rename("Tech", to: "Science"))
    for name in ["Business", "business", " TECH "] {
      #expect(throws: LabelChangeFault.taken(name)) {
        try set.applying(.rename("Health", to: name))
      }
    }
    #expect(throws: LabelChangeFault.taken("Science")) {
      try set.applying(.add("Science", key: nil))
    }
  }

  @Test("Names that nobody can read are refused", arguments: ["", "  ", "a\u{1B}[2J", "a\nb"])
  func unreadable(name: String) {
    #expect(throws: LabelChangeFault.unreadable(name)) {
      try labels.applying(.add(name, key: nil))
    }
  }

  @Test("An added label gets the next index and a free key, or the one that is given")
  func add() throws {
    let set = try labels.applying(.add("Sport", key: nil))
    #expect(set[4].name == "Sport" && set[4].key == "s" && set.used == [0, 1, 2, 3, 4])
    #expect(try labels.applying(.add("Sport", key: "P"))[4].key == "p")
  }

  @Test(
    "Keys that are taken, or commands, or no key at all are refused",
    arguments: ["b", "u", "é", "xy", " "])
  func keys(key: String) {
    #expect(throws: LabelChangeFault.self) { try labels.applying(.add("Sport", key: key)) }
  }

  @Test("A merged label stands for the other one, also after that is merged; its key is free")
  func merge() throws {
    let once = try labels.applying(.merge("Entertainment", into: "Health"))
    #expect(once.current(1) == 2 && once[1].key == nil && once.used == [0, 2, 3])
    #expect(once.index(ofName: "Entertainment") == 2 && once.index(ofKey: "e") == nil)
    let twice = try once.applying(.merge("Health", into: "Tech"))
    #expect(twice.meanings == [0, 3, 3, 3])
    #expect(try once.applying(.add("Economy", key: "e"))[4].key == "e")
  }

  @Test("Two labels stay at least, and none is merged into itself")
  func tooFew() throws {
    #expect(throws: LabelChangeFault.same("Tech")) {
      try labels.applying(.merge("Tech", into: "Tech"))
    }
    let two = try labels.applying(.merge("Tech", into: "Health"))
      .applying(.merge("Health", into: "Business"))
    #expect(throws: LabelChangeFault.tooFew) {
      try two.applying(.merge("Entertainment", into: "Business"))
    }
    #expect(throws: LabelChangeFault.tooFew) {
      try labels.applying(.split("Tech", into: ["Science"], keys: []))
    }
  }

  @Test("A split label stands for none; what was merged into it neither; new ones may take its key")
  func split() throws {
    let set = try labels.applying(.merge("Entertainment", into: "Business"))
      .applying(.split("Business", into: ["Companies", "Markets"], keys: ["b", "a"]))
    #expect(set.current(0) == nil && set[4].key == "b" && set[5].key == "a")
    #expect(set.index(ofName: "Business") == nil && set.used == [2, 3, 4, 5])
    #expect(set.meanings == [-1, -1, 2, 3, 4, 5])
  }

  @Test("A label that is not in use cannot be changed, and the answer names those that are")
  func unknown() throws {
    let set = try labels.applying(.merge("Tech", into: "Health"))
    #expect(
      throws: LabelChangeFault.unknown("Tech", labels: ["Business", "Entertainment", "Health"])
    ) { try set.applying(.rename("Tech", to: "x")) }
  }

  @Test("One key for each new label, or none")
  func keyCount() {
    #expect(throws: LabelChangeFault.keys(1, labels: 2)) {
      try labels.applying(.split("Tech", into: ["A", "B"], keys: ["a"]))
    }
  }

  @Test("Labels and changes are what they were after JSON")
  func coding() throws {
    let set = try labels.applying(.rename("Tech", to: "Science"))
      .applying(.merge("Health", into: "Science"))
      .applying(.split("Business", into: ["A", "C"], keys: []))
    let again = try JSONDecoder().decode(LabelSet.self, from: JSONEncoder().encode(set))
    #expect(again == set)
    let change = LabelChange(
      .split("x", into: ["y", "z"], keys: ["y", "z"]), by: "eva",
      at: Date(timeIntervalSince1970: 5))
    #expect(
      try JSONDecoder().decode(LabelChange.self, from: JSONEncoder().encode(change)) == change)
  }

  @Test("A meaning that a damaged database names stands for no label")
  func damagedMeanings() {
    let set = LabelSet(labels: [
      .init(name: "A", key: "a"), .init(name: "B", key: nil, use: .merged(into: 99)),
      .init(name: "C", key: nil, use: .merged(into: 1)),
    ])
    #expect(set.meanings == [0, -1, -1] && set.current(7) == nil && set.current(-1) == nil)
    #expect(set.index(ofName: "B") == nil)
  }
}
