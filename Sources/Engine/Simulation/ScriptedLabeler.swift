package import Domain
package import Foundation
import Learning
package import Store

/// A labeler who answers from the gold labels, without delay.
package struct ScriptedLabeler {
  private let gold: [Int]
  /// The share of wrong answers, 0–1.
  private let noise: Double
  private let labelCount: Int
  private var generator: SeededGenerator

  /// Draws the wrong answers by the seed, independently of when an item is asked.
  package init(gold: [Int], labelCount: Int, noise: Double = 0, seed: UInt64 = 0) {
    self.labelCount = labelCount
    self.noise = noise
    generator = SeededGenerator(seed: seed)
    var answers = gold
    if noise > 0, labelCount > 1 {
      for item in answers.indices where generator.nextUnit() < noise {
        answers[item] = (gold[item] + 1 + generator.next(below: labelCount - 1)) % labelCount
      }
    }
    self.gold = answers
  }

  /// Returns the labeler's answer to an item.
  package func answer(to item: Item.ID) -> Int { gold[item] }

  /// Answers tasks until a round is due or none are left; returns the number of answers.
  @discardableResult
  package func work(
    on store: ProjectStore, as session: WorkerSession, clock: () -> Date
  ) throws -> Int {
    let situation = try store.situation(now: clock())
    let missing = max(1, (situation.labelsForNextRound ?? Int.max) - situation.counts.human)
    var given = 0
    while given < missing {
      let tasks = try store.lease(
        upTo: min(20, missing - given), for: session, now: clock())
      if tasks.isEmpty { break }
      for task in tasks {
        let now = clock()
        _ = try store.annotate(
          Annotation(
            item: task.item.id, label: answer(to: task.item.id), acceptedAt: now, secondsSpent: 0),
          by: session, now: now)
        given += 1
      }
    }
    return given
  }
}
