import Domain
import Foundation
import TerminalUI

/// Leasing, saving and taking back.
extension Session {
  /// So many tasks are held: the one on the screen, and the next ones ready in memory.
  static let held = 4
  /// With so few left, more are asked for.
  private static let low = 2
  /// How long to wait before asking again when there was not enough, in seconds.
  private static let fetchPause = 2.0

  mutating func fetchIfNeeded() -> [Effect] {
    guard setup.mayLabel, !isOver, !leavesWhenSaved, !desk.isFetching else { return [] }
    guard desk.tasks.count <= Self.low, desk.nextFetch <= now else { return [] }
    desk.isFetching = true
    return [.fetch(upTo: Self.held)]
  }

  mutating func received(_ tasks: [LeasedTask]) -> [Effect] {
    desk.isFetching = false
    desk.merge(tasks)
    let isEnough = desk.tasks.count > Self.low
    desk.nextFetch = isEnough ? now : now.addingTimeInterval(Self.fetchPause)
    return []
  }

  /// Starts the one effect that changes answers.
  mutating func begin(_ effect: Effect) -> [Effect] {
    desk.work = .busy(effect, since: now)
    return [effect]
  }

  mutating func saved(_ item: Item.ID, _ receipt: AnnotationReceipt) -> [Effect] {
    guard case .busy(.save(let answer), _) = desk.work, answer.item == item else { return [] }
    desk.finish(item, label: answer.label, receipt: receipt)
    if !receipt.counted {
      tell(
        "Someone else had answered meanwhile: your answer is kept, but does not count.",
        style: .warning, seconds: 8)
    } else if receipt.alike.count < answer.alike.count {
      tell(
        "Given to \(receipt.alike.count) of \(answer.alike.count) alike: the others are settled"
          + " or in other people's hands by now.", seconds: 8)
    }
    return afterWork()
  }

  mutating func undone(_ answer: UndoneAnnotation?) -> [Effect] {
    guard case .busy(.undo, _) = desk.work else { return [] }
    if let answer {
      desk.takeBack(answer)
      let was = answer.label.map { "labeled \(setup.labels.name(at: $0))" }
      let others = answer.alike.isEmpty ? "" : ", with \(answer.alike.count) alike"
      tell("Taken back: it was \(was ?? "taken out of the job")\(others).")
    } else {
      desk.waitingUndos = 0
      tell("There is no answer of yours left to take back.")
    }
    return afterWork()
  }

  mutating func settled(_ item: Item.ID, _ message: String) -> [Effect] {
    guard case .busy(let effect, _) = desk.work, effect.item == item else { return [] }
    desk.remove(item)
    tell(message)
    return afterWork()
  }

  mutating func failed(_ effect: Effect, _ message: String) -> [Effect] {
    switch effect {
    case .fetch:
      desk.isFetching = false
      desk.nextFetch = now.addingTimeInterval(Self.fetchPause)
      tell("No new items: \(message)", style: .failure)
    case .observe, .redraw, .suspend:
      tell(message, style: .failure)
    case .save, .undo, .putOff, .exclude:
      guard case .busy(effect, _) = desk.work else { return [] }
      desk.work = .failed(effect, message: message)
      desk.waitingUndos = 0
      // Nothing leaves while an answer is in the air, unless asked again.
      if leavesWhenSaved {
        leavesWhenSaved = false
        overlay = .leaving
      }
    }
    return []
  }

  /// Goes on once something is on disk: leave, take back further, or fetch.
  private mutating func afterWork() -> [Effect] {
    desk.work = .idle
    if leavesWhenSaved { return end(.left) }
    if desk.waitingUndos > 0 {
      desk.waitingUndos -= 1
      return begin(.undo)
    }
    return fetchIfNeeded()
  }
}

extension Effect {
  /// The item that it is about.
  var item: Item.ID? {
    switch self {
    case .save(let answer): answer.item
    case .putOff(let item), .exclude(let item, _): item
    case .fetch, .undo, .observe, .redraw, .suspend: nil
    }
  }
}

extension LabelSet {
  /// Returns a label's name, or its number if this job has no such label.
  func name(at index: Int) -> String {
    labels.indices.contains(index) ? labels[index].name : "\(index)"
  }
}
