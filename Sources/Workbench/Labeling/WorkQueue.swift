package import Domain
import Foundation

/// The tasks that a labeler holds, and the annotations given in this session.
package struct WorkQueue: Sendable, Equatable {
  /// An annotation of this session that is on disk, for the list of the last ones.
  package struct SavedAnnotation: Sendable, Equatable {
    package let item: Item
    package let label: Int
    package let receipt: AnnotationReceipt
  }

  /// The first is the one on the screen.
  package private(set) var tasks: [LeasedTask] = []
  /// The time that the current task has been on the screen; nil before it was shown.
  package private(set) var dwell: Dwell?
  /// Oldest first; annotations taken back are not in it.
  package private(set) var saved: [SavedAnnotation] = []

  package init() {}

  package var current: LeasedTask? { tasks.first }

  /// The current item has been on the screen, so that a key can mean it.
  package var isSeen: Bool { current != nil && dwell?.item == current?.item.id }

  /// The next label is for the near-duplicates of the current item, too.
  package var isForStack: Bool { isSeen && dwell?.isForStack == true }

  mutating func toggleStack() {
    dwell?.isForStack.toggle()
  }

  /// Notes that an item is on the screen; nil if none is.
  mutating func show(_ item: Item.ID?, at now: Date) {
    guard let item, item == current?.item.id else {
      dwell?.pause(at: now)
      return
    }
    if dwell?.item != item { dwell = Dwell(item: item, firstShownAt: now) }
    dwell?.resume(at: now)
  }

  mutating func pause(at now: Date) {
    dwell?.pause(at: now)
  }

  /// Makes the annotation that a label key gives to the current item; nil if it was not seen.
  mutating func annotate(label: Int, at now: Date) -> Annotation? {
    dwell?.pause(at: now)
    guard let current, let dwell, dwell.item == current.item.id else { return nil }
    return Annotation(
      item: current.item.id, label: label, acceptedAt: dwell.firstShownAt,
      secondsSpent: dwell.seconds,
      nearDuplicates: isForStack ? current.nearDuplicates.map(\.id) : [])
  }

  /// Takes over the tasks that the session holds now; the one on the screen stays where it is.
  mutating func merge(_ held: [LeasedTask]) {
    let ids = Set(held.map(\.item.id))
    let kept = tasks.filter { ids.contains($0.item.id) || $0.item.id == dwell?.item }
    let keptIDs = Set(kept.map(\.item.id))
    let renewed = Dictionary(held.map { ($0.item.id, $0) }, uniquingKeysWith: { $1 })
    tasks = kept.map { task in renewed[task.item.id].map { renewing(task, by: $0) } ?? task }
    tasks += held.filter { !keptIDs.contains($0.item.id) }
  }

  /// Returns a task with its newer lease and its marked label.
  ///
  /// A stack that has been seen may lose items, but none that was not seen joins it.
  private func renewing(_ task: LeasedTask, by newer: LeasedTask) -> LeasedTask {
    let isSeen = task.item.id == dwell?.item
    let free = Set(newer.nearDuplicates.map(\.id))
    return LeasedTask(
      item: task.item, leaseEndsAt: newer.leaseEndsAt,
      previousLabel: task.previousLabel ?? newer.previousLabel,
      nearDuplicates: isSeen
        ? task.nearDuplicates.filter { free.contains($0.id) } : newer.nearDuplicates)
  }

  /// Drops unseen tasks whose lease has ended: others may hold them by now.
  mutating func dropExpired(at now: Date) {
    let shown = dwell?.item
    tasks.removeAll { $0.leaseEndsAt <= now && $0.item.id != shown }
  }

  /// Drops all tasks but the one on the screen, and returns their items.
  mutating func dropUnseen() -> [Item.ID] {
    let shown = isSeen ? current?.item.id : nil
    let dropped = tasks.map(\.item.id).filter { $0 != shown }
    tasks.removeAll { $0.item.id != shown }
    return dropped
  }

  /// Drops all tasks, the one on the screen among them: the lead gives them to others.
  mutating func dropAll() {
    tasks.removeAll()
    dwell = nil
  }

  /// Moves an item whose annotation is on disk to the saved ones.
  mutating func finish(_ item: Item.ID, label: Int, receipt: AnnotationReceipt) {
    if let task = tasks.first(where: { $0.item.id == item }) {
      saved.append(SavedAnnotation(item: task.item, label: label, receipt: receipt))
    }
    remove(item)
    if !receipt.nearDuplicates.isEmpty { dropNearDuplicates(Set(receipt.nearDuplicates)) }
  }

  /// Removes items that have just been labeled from the stacks of the tasks.
  private mutating func dropNearDuplicates(_ labeled: Set<Item.ID>) {
    tasks = tasks.map { task in
      LeasedTask(
        item: task.item, leaseEndsAt: task.leaseEndsAt, previousLabel: task.previousLabel,
        nearDuplicates: task.nearDuplicates.filter { !labeled.contains($0.id) })
    }
  }

  mutating func remove(_ item: Item.ID) {
    tasks.removeAll { $0.item.id == item }
    if dwell?.item == item { dwell = nil }
  }

  /// Puts an item back on the screen, with the label that it had.
  mutating func takeBack(_ undone: UndoneAnnotation) {
    let item = undone.task.item
    remove(item.id)
    dwell = nil
    let task = LeasedTask(
      item: item, leaseEndsAt: undone.task.leaseEndsAt, previousLabel: undone.label,
      nearDuplicates: undone.task.nearDuplicates)
    tasks.insert(task, at: 0)
    if let last = saved.lastIndex(where: { $0.item.id == item.id }) { saved.remove(at: last) }
  }
}
