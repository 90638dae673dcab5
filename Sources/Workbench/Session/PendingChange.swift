package import Foundation

/// The one change of the store that may be under way.
package enum PendingChange: Sendable, Equatable {
  case none
  case busy(StoreChange, since: Date)
  case failed(StoreChange, message: String)

  package var isBusy: Bool {
    guard case .busy = self else { return false }
    return true
  }

  package var isFailed: Bool {
    guard case .failed = self else { return false }
    return true
  }

  /// Returns whether this change is under way.
  func isBusy(with change: StoreChange) -> Bool {
    guard case .busy(change, _) = self else { return false }
    return true
  }

  /// The longest time of a save that the screen does not show, in seconds.
  static let frame = 0.016

  /// The change has been under way for no more than a frame.
  ///
  /// Until then the screen stays as it was: signs that come and go with every key would flicker.
  func isWithinFrame(at now: Date) -> Bool {
    guard case .busy(_, let since) = self else { return false }
    return now.timeIntervalSince(since) <= Self.frame
  }
}
