import Foundation
import Synchronization

/// An answer that a labeler gave at a screen.
struct GivenAnswer: Sendable {
  enum Kind: Sendable, Equatable {
    case label(Int)
    case reject
    case undo
    case later

    var isLabel: Bool { if case .label = self { true } else { false } }
  }

  /// The screen's last word about it before it was killed.
  enum Fate: Sendable {
    /// The next item stood there, and the title said saved.
    case acknowledged
    /// The key was pressed, and the screen had not answered.
    case inTheAir
    case refused
  }

  let worker: String
  /// The number of the item on the screen; of an undo, that which it brought back.
  var item: Int
  /// The near-duplicate that got the label, too.
  var pair: Int?
  let kind: Kind
  let pressedAt: Date
  var answeredAt: Date
  var fate: Fate
}

/// The record of all labelers and commands; many threads write it.
final class TortureLog: Sendable {
  struct Contents {
    var answers: [GivenAnswer] = []
    var kills: [String: Int] = [:]
    var faults: [String] = []
  }

  private let state = Mutex(Contents())

  var contents: Contents { state.withLock { $0 } }

  var killCount: Int { state.withLock { $0.kills.values.reduce(0, +) } }

  func note(_ answer: GivenAnswer) { state.withLock { $0.answers.append(answer) } }

  func note(kill name: String) { state.withLock { $0.kills[name, default: 0] += 1 } }

  func note(fault: String) { state.withLock { $0.faults.append(fault) } }
}
