import Domain
import Foundation
import TerminalUI

/// Fetching tasks, and the results of changes.
extension LabelingView {
  /// The tasks that are held: the one on the screen, and the next ones in memory.
  private static let held = 4
  /// With no more than this left, more are asked for.
  private static let low = 2
  /// The time before the next fetch when too few tasks were there, in seconds.
  private static let fetchPause = 2.0

  package mutating func update(_ event: Event, _ context: inout ViewContext) -> [Effect] {
    switch event {
    case .ticked(let now):
      queue.dropExpired(at: now)
      return giveBackIfIdle(context) + fetchIfNeeded(context)
    case .shown(let screen):
      queue.show(screen.item, at: context.now)
      reading.note(
        screen.text, of: screen.item, isKnown: queue.current?.previousLabel != nil)
    case .terminal(.stopRequested):
      queue.pause(at: context.now)
      return giveBack()
    case .terminal: queue.pause(at: context.now)
    case .store(let event): return update(event, &context)
    }
    return []
  }

  private mutating func update(_ event: StoreEvent, _ context: inout ViewContext) -> [Effect] {
    switch event {
    case .leased(let tasks): received(tasks, at: context.now)
    case .fetchFailed(let message):
      isFetching = false
      nextFetch = context.now.addingTimeInterval(Self.fetchPause)
      context.tell("Cannot fetch items: \(message)", style: .failure)
    case .saved(let item, let receipt): return saved(item, receipt, &context)
    case .undone(let undone): return took(undone, &context)
    case .putOff(let item):
      let told = "Postponed: it comes back when no other item is left."
      return removed(item, by: .putOff(item), told, &context)
    case .rejected(let item, let counted): return rejected(item, counted, &context)
    case .noted(let item): return noted(item, &context)
    case .failed: waitingUndos = 0
    case .reported:
      if context.pausedBecause != nil, !context.pending.isBusy { queue.dropAll() }
      // The change may have made tasks available to this worker.
      if queue.tasks.isEmpty { nextFetch = context.now }
      return fetchIfNeeded(context)
    case .observationFailed, .kept, .keepFailed, .reviewed, .lived, .reviewFailed, .adjudicated,
      .settled, .targetSet, .targetNotSet, .controlled, .notControlled:
      break
    }
    return []
  }

  /// The time without a key after which others get the tasks in memory, in seconds.
  private static let idleAfter = 30.0

  private func isIdle(_ context: ViewContext) -> Bool {
    context.now.timeIntervalSince(context.lastInputAt) >= Self.idleAfter
  }

  /// Gives back the tasks that nobody has seen while nobody is at the keyboard.
  private mutating func giveBackIfIdle(_ context: ViewContext) -> [Effect] {
    guard isIdle(context), !isFetching, !context.pending.isBusy else { return [] }
    return giveBack()
  }

  /// Gives back all tasks but the one on the screen, so that others get them.
  private mutating func giveBack() -> [Effect] {
    let items = queue.dropUnseen()
    return items.isEmpty ? [] : [.store(.giveBack(items))]
  }

  /// Asks for tasks where few are left; for one at most, and with none at hand, while nobody is at
  /// the keyboard.
  private mutating func fetchIfNeeded(_ context: ViewContext) -> [Effect] {
    guard !context.isLeaving, !isFetching else { return [] }
    let isIdle = isIdle(context)
    guard queue.tasks.count <= (isIdle ? 0 : Self.low), nextFetch <= context.now else { return [] }
    isFetching = true
    return [.fetch(upTo: isIdle ? 1 : Self.held)]
  }

  private mutating func received(_ tasks: [LeasedTask], at now: Date) {
    isFetching = false
    queue.merge(tasks)
    let isEnough = queue.tasks.count > Self.low
    nextFetch = isEnough ? now : now.addingTimeInterval(Self.fetchPause)
  }

  private mutating func saved(
    _ item: Item.ID, _ receipt: AnnotationReceipt, _ context: inout ViewContext
  ) -> [Effect] {
    guard case .busy(.save(let annotation), _) = context.pending, annotation.item == item else {
      return []
    }
    queue.finish(item, label: annotation.label, receipt: receipt)
    context.savedAt = receipt.savedAt
    if !receipt.counted {
      context.tell(
        context.pausedBecause == nil
          ? "Labeled in the meantime, by others or by you elsewhere: kept, but not counted."
          : "The lead has paused you: kept, but not counted.",
        style: .warning, seconds: 8)
    } else if receipt.nearDuplicates.count < annotation.nearDuplicates.count {
      context.tell(
        "Applied to \(receipt.nearDuplicates.count) of \(annotation.nearDuplicates.count) near-duplicates: the others"
          + " are labeled already or assigned to others.", seconds: 8)
    }
    return finished(&context)
  }

  private mutating func took(
    _ undone: UndoneAnnotation?, _ context: inout ViewContext
  ) -> [Effect] {
    guard context.pending.isBusy(with: .undo) else { return [] }
    if let undone {
      queue.takeBack(undone)
      let was = undone.label.map { "labeled \(context.setup.labels.name(at: $0))" } ?? "rejected"
      let count = undone.nearDuplicates.count
      let others = count > 0 ? " with \(CountText.nearDuplicates(count))" : ""
      context.tell("Undone: it was \(was)\(others).")
    } else {
      waitingUndos = 0
      context.tell(
        context.pausedBecause == nil
          ? Self.nothingToUndo
          : "The lead has paused you: nothing is undone until you are resumed.")
    }
    return finished(&context)
  }

  private static let nothingToUndo =
    "You have no answer left to undo; those given before this session stay."

  private mutating func rejected(
    _ item: Item.ID, _ counted: Bool, _ context: inout ViewContext
  ) -> [Effect] {
    guard case .busy(.reject(item, let reason), _) = context.pending else { return [] }
    let told =
      counted
      ? "Rejected." : "Not rejected: others have labeled it in the meantime."
    return removed(item, by: .reject(item, reason: reason), told, &context)
  }

  private mutating func noted(_ item: Item.ID, _ context: inout ViewContext) -> [Effect] {
    guard case .busy(.note(item, _), _) = context.pending else { return [] }
    context.savedAt = context.now
    context.tell("Noted: the lead can read it.")
    return finished(&context)
  }

  private mutating func removed(
    _ item: Item.ID, by change: StoreChange, _ told: String, _ context: inout ViewContext
  ) -> [Effect] {
    guard context.pending.isBusy(with: change) else { return [] }
    queue.remove(item)
    context.tell(told)
    return finished(&context)
  }

  /// Continues once a change is on disk: with the next undo, or with fetching.
  private mutating func finished(_ context: inout ViewContext) -> [Effect] {
    context.pending = .none
    guard waitingUndos > 0, !context.isLeaving else { return fetchIfNeeded(context) }
    waitingUndos -= 1
    return context.begin(.undo)
  }
}
