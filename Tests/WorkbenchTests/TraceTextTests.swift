import Domain
import Foundation
import Testing
import Workbench

@Suite("TraceText")
struct TraceTextTests {
  private func past(_ chances: [Double?], settledAt: Date? = nil) -> [String] {
    var history = ItemHistory(item: 1)
    history.settled = settledAt.map {
      .init(origin: "worker", label: 1, rejection: nil, at: $0, agreement: 1)
    }
    let scores = chances.enumerated().compactMap { place, chance in
      chance.map { ItemScore(round: place + 1, label: 1, chance: $0) }
    }
    let text = TraceText(history, Fixtures.report, prediction: nil, scores: scores)
    return text.past.map(\.text) + text.present
  }

  @Test("Rounds that say the same are told together, each change of the chance by itself")
  func rounds() {
    let told = past([0.8, 0.9, 0.9, 0.9, 0.95])
    let label = Fixtures.labels[1].name
    #expect(
      told.prefix(3) == [
        "Round 1: “\(label)”, right with a chance of 80.0 %; labels from 87.1 % on.",
        "Rounds 2 to 4: “\(label)”, right with a chance of 90.0 %; labels from 87.1 % on.",
        "Round 5: “\(label)”, right with a chance of 95.0 %; labels from 87.1 % on.",
      ])
    #expect(!told.joined().contains("is not kept"))
  }

  @Test("Rounds without a file are named, and those after people have settled are left out")
  func missing() {
    let told = past([nil, nil, 0.9, 0.9, 0.9], settledAt: Fixtures.report.rounds[3].publishedAt)
    #expect(told.first?.hasPrefix("Rounds 3 to 4: ") == true)
    #expect(told.contains("earlier: what 2 rounds from 1 to 2 predicted is not kept"))
  }
}
