import Domain
import Foundation

extension StoreChange {
  /// Made at the lead's desk, not by a worker.
  var isOfLead: Bool {
    switch self {
    case .save, .undo, .putOff, .reject, .note: false
    case .adjudicate, .acknowledge, .setAside: true
    }
  }

  static let notLead = "only the lead does this"
}

extension ReviewDesk {
  /// Makes a change of the lead and returns its result.
  func apply(_ change: StoreChange, at now: Date) throws -> StoreEvent {
    switch change {
    case .adjudicate(let items, let decision, let reason):
      let changed = try adjudicate(items, as: decision, because: reason, now: now)
      return .adjudicated(changed, decision, now: try rows(of: changed))
    case .acknowledge(let alarm, let reason):
      let isDone = try acknowledge(alarm: alarm, because: reason, now: now)
      return .settled(change, count: isDone ? 1 : 0)
    case .setAside(let worker, let reason):
      return .settled(change, count: try setAside(worker: worker, because: reason, now: now))
    case .save, .undo, .putOff, .reject, .note:
      return .failed(change, message: "only a worker does this")
    }
  }
}
