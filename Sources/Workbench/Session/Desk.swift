package import Domain
package import Foundation

/// A labeler's work: the tasks at hand, what is being saved, and what was answered.
package struct Desk: Sendable, Equatable {
  /// The one thing that may be under way.
  package enum Work: Sendable, Equatable {
    case idle
    case busy(Effect, since: Date)
    case failed(Effect, message: String)
  }

  /// How long the item on the screen has been looked at.
  package struct Look: Sendable, Equatable {
    package let item: Item.ID
    package let firstShownAt: Date
    package var seconds = 0.0
    /// Since when it is on the screen without a break; nil while it is not.
    package var since: Date?
    /// The answer is to be given to the whole stack: asked for anew with every item.
    package var isForStack = false
  }

  /// An answer of this session, for the list of the last ones.
  package struct Given: Sendable, Equatable {
    package let item: Item
    package let label: Int
    package let receipt: AnnotationReceipt
  }

  /// The first is the one on the screen.
  package private(set) var tasks: [LeasedTask] = []
  package var work = Work.idle
  package private(set) var look: Look?
  /// Oldest first; answers taken back are not in it.
  package private(set) var given: [Given] = []
  package private(set) var savedAt: Date?
  /// Undo keys pressed while something was being saved; they mean the past, so they may wait.
  package var waitingUndos = 0
  package var isFetching = false
  /// Not before this are more tasks asked for.
  package var nextFetch = Date.distantPast

  package init() {}

  package var current: LeasedTask? { tasks.first }

  package var isBusy: Bool {
    guard case .busy = work else { return false }
    return true
  }

  /// The item on the screen has been seen, so that a key can mean it.
  package var isSeen: Bool { current != nil && look?.item == current?.item.id }

  /// The next answer is for all items that are nearly the same as the one on the screen.
  package var isForStack: Bool { isSeen && look?.isForStack == true }

  /// Asks for the whole stack, or no longer.
  package mutating func toggleStack() {
    look?.isForStack.toggle()
  }

  /// A stretch longer than this without a key is a pause, not work.
  private static let longestStretch = 120.0

  /// The item is on the screen.
  package mutating func show(at now: Date) {
    guard let item = current?.item.id else { return }
    if look?.item != item { look = Look(item: item, firstShownAt: now) }
    if look?.since == nil { look?.since = now }
  }

  /// The item is not on the screen any more, or a key was pressed.
  package mutating func lookAway(at now: Date) {
    guard let since = look?.since else { return }
    look?.seconds += min(Self.longestStretch, max(0, now.timeIntervalSince(since)))
    look?.since = nil
  }

  /// Makes the answer that a label key gives to the item on the screen.
  package mutating func answer(label: Int, at now: Date) -> Annotation? {
    lookAway(at: now)
    guard let current, let look, look.item == current.item.id else { return nil }
    return Annotation(
      item: current.item.id, label: label, acceptedAt: look.firstShownAt,
      secondsSpent: look.seconds, alike: isForStack ? current.alike.map(\.id) : [])
  }

  /// Takes over what the session holds now; the task on the screen stays where it is.
  package mutating func merge(_ held: [LeasedTask]) {
    let ids = Set(held.map(\.item.id))
    let kept = tasks.filter { ids.contains($0.item.id) || $0.item.id == look?.item }
    let keptIDs = Set(kept.map(\.item.id))
    let renewed = Dictionary(held.map { ($0.item.id, $0) }, uniquingKeysWith: { $1 })
    tasks = kept.map { renewed[$0.item.id].map(renewing($0)) ?? $0 }
    tasks += held.filter { !keptIDs.contains($0.item.id) }
  }

  /// Gives a task its newer lease, and keeps the answer that was marked.
  ///
  /// A stack that has been seen may lose items; none that was not seen joins it.
  private func renewing(_ task: LeasedTask) -> (LeasedTask) -> LeasedTask {
    { newer in
      let isSeen = task.item.id == look?.item
      let free = Set(newer.alike.map(\.id))
      return LeasedTask(
        item: task.item, leaseEndsAt: newer.leaseEndsAt,
        previousLabel: task.previousLabel ?? newer.previousLabel,
        alike: isSeen ? task.alike.filter { free.contains($0.id) } : newer.alike)
    }
  }

  /// Drops tasks that wait unseen and whose lease ran out: they may be someone else's by now.
  package mutating func dropExpired(at now: Date) {
    let shown = look?.item
    tasks.removeAll { $0.leaseEndsAt <= now && $0.item.id != shown }
  }

  package mutating func finish(_ item: Item.ID, label: Int, receipt: AnnotationReceipt) {
    if let task = tasks.first(where: { $0.item.id == item }) {
      given.append(Given(item: task.item, label: label, receipt: receipt))
    }
    savedAt = receipt.savedAt
    remove(item)
    if !receipt.alike.isEmpty { dropAlike(Set(receipt.alike)) }
  }

  /// What has just been labeled is in no stack of the tasks at hand any more.
  private mutating func dropAlike(_ labeled: Set<Item.ID>) {
    tasks = tasks.map { task in
      LeasedTask(
        item: task.item, leaseEndsAt: task.leaseEndsAt, previousLabel: task.previousLabel,
        alike: task.alike.filter { !labeled.contains($0.id) })
    }
  }

  package mutating func remove(_ item: Item.ID) {
    tasks.removeAll { $0.item.id == item }
    if look?.item == item { look = nil }
  }

  /// Puts an item back on the screen, with the answer that it had.
  package mutating func takeBack(_ undone: UndoneAnnotation) {
    let item = undone.task.item
    remove(item.id)
    look = nil
    let task = LeasedTask(
      item: item, leaseEndsAt: undone.task.leaseEndsAt, previousLabel: undone.label,
      alike: undone.task.alike)
    tasks.insert(task, at: 0)
    if let last = given.lastIndex(where: { $0.item.id == item.id }) { given.remove(at: last) }
  }
}
