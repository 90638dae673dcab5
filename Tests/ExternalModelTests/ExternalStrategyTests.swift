import ExternalModel
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: ModelFixture.hasPython, "python3 is missing"))
struct ExternalStrategyTests {
  static let items = (10..<14).map { id in
    StrategyItem(id: id, probabilities: [(id % 4, 0.75), ((id + 1) % 4, 0.25)])
  }

  private func choose(_ script: String) throws -> [StrategyChoice] {
    let fixture = try ModelFixture()
    try fixture.write("choose", "#!/usr/bin/env python3\nimport json, sys\n" + script)
    let strategy = ExternalStrategy(command: ["./choose", "--now"], home: fixture.folder.url.path)
    return try strategy.choose(Self.items)
  }

  @Test("A strategy sees each item's probabilities, and its choices keep their order")
  func choices() throws {
    let choices = try choose(
      """
      items = [json.loads(line) for line in sys.stdin]
      assert items[0] == {"id": 10, "prob": [0.75, 0.25], "label": ["__label__2", "__label__3"]}
      assert sys.argv[1:] == ["--now"]
      for item in reversed(items[1:]):
          action = "auto" if item["label"][0] == "__label__3" else "human"
          print(json.dumps({"id": item["id"], "action": action}))
      """)
    #expect(
      choices == [
        StrategyChoice(id: 13, action: .human), StrategyChoice(id: 12, action: .human),
        StrategyChoice(id: 11, action: .auto),
      ])
  }

  @Test("A strategy may choose nothing")
  func nothing() throws {
    #expect(try choose("sys.stdin.read()") == [])
  }

  static let faults: [(String, String)] = [
    (#"print('{"id": 9, "action": "auto"}')"#, "line 1 of its answers: there was no item 9"),
    (
      #"for _ in range(2): print('{"id": 11, "action": "auto"}')"#,
      "line 2 of its answers: the item 11 appears twice"
    ),
    (#"print('{"id": 11, "action": "delete"}')"#, #"neither "auto" nor "human""#),
    (#"print('{"id": "11", "action": "auto"}')"#, #"{"id": …, "action""#),
    ("while True: sys.stdout.write('x' * 65536)", "longer than 4096 bytes"),
    ("sys.exit('undecided')", "the strategy's command ended with code 1; it said: undecided"),
  ]

  @Test("Each fault of a strategy's choices is named", arguments: faults)
  func refusals(script: String, words: String) throws {
    let failure = #expect(throws: ModelFailure.self) { try choose(script) }
    #expect(failure?.description.contains(words) == true, "\(failure?.description ?? "")")
  }
}
