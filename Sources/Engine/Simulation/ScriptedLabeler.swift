package import Domain
package import Foundation
import Learning
package import Store

/// A labeler who answers from known labels, without delay.
package struct ScriptedLabeler {
  /// For each item the first answer, the second, and so on; the last one is repeated.
  private let answers: [[Int]]
  private var asked: [Item.ID: Int] = [:]

  package init(answers: [[Int]]) { self.answers = answers }

  /// Draws wrong answers at the rate `noise`, 0–1, anew each time an item is asked, and
  /// independently of when that is.
  package init(gold: [Int], labelCount: Int, noise: Double = 0, seed: UInt64 = 0) {
    var generator = SeededGenerator(seed: seed)
    let times = noise > 0 && labelCount > 1 ? 3 : 1
    answers = (0..<times).map { _ in
      gold.map { label in
        guard times > 1, generator.nextUnit() < noise else { return label }
        return (label + 1 + generator.next(below: labelCount - 1)) % labelCount
      }
    }
  }

  /// Returns the labeler's first answer to an item.
  package func answer(to item: Item.ID) -> Int { answers[0][item] }

  /// Gives the first answer to every task that the store has for a session; no round is waited for.
  package func answerAll(on store: ProjectStore, as session: WorkerSession, now: Date) throws {
    while true {
      let tasks = try store.lease(upTo: 50, for: session, now: now)
      if tasks.isEmpty { return }
      for task in tasks {
        _ = try store.annotate(
          Annotation(
            item: task.item.id, label: answer(to: task.item.id), acceptedAt: now, secondsSpent: 0),
          by: session, now: now)
      }
    }
  }

  private mutating func nextAnswer(to item: Item.ID) -> Int {
    let before = asked[item, default: 0]
    asked[item] = before + 1
    return answers[min(before, answers.count - 1)][item]
  }

  /// Answers tasks until a round is due, none are left, or it has given `most` answers; returns the
  /// number of answers.
  @discardableResult
  package mutating func work(
    on store: ProjectStore, as session: WorkerSession, atMost most: Int = .max, clock: () -> Date
  ) throws -> Int {
    let situation = try store.situation(now: clock())
    let missing = min(
      most, max(1, (situation.labelsForNextRound ?? Int.max) - situation.counts.human))
    var given = 0
    while given < missing {
      let tasks = try store.lease(
        upTo: min(20, missing - given), for: session, now: clock())
      if tasks.isEmpty { break }
      for task in tasks {
        let now = clock()
        _ = try store.annotate(
          Annotation(
            item: task.item.id, label: nextAnswer(to: task.item.id), acceptedAt: now,
            secondsSpent: 0),
          by: session, now: now)
        given += 1
      }
    }
    return given
  }
}
