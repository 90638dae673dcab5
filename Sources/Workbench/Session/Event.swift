package import Domain
package import Foundation
package import TerminalUI

/// What happened.
package enum Event: Sendable, Equatable {
  /// The time; comes before every batch of other events.
  case ticked(Date)
  case key(Key)
  /// A screen of this size was shown: what is on it has been seen.
  case shown(Size)
  /// The answer to `.fetch`: all tasks that the session holds now, oldest lease first.
  case leased([LeasedTask])
  /// The answer to `.save`: it is on disk.
  case saved(Item.ID, AnnotationReceipt)
  /// The answer to `.undo`; nil if no answer was left to take back.
  case undone(UndoneAnnotation?)
  /// The answer to `.putOff`.
  case putOff(Item.ID)
  /// The answer to `.exclude`.
  case excluded(Item.ID)
  /// The project has changed; comes of itself after `.observe`.
  case reported(ProjectReport)
  /// An effect could not be done.
  case failed(Effect, message: String)
  /// Something to tell the person that needs no answer.
  case noticed(String)
  /// A signal asks the process to stop for a while.
  case stopRequested
  /// A signal ends the program.
  case terminated(Int32)
  case terminalLost
}

/// What is to be done outside the session.
package enum Effect: Sendable, Equatable {
  /// Lease tasks until the session holds this many; answered by `.leased`.
  case fetch(upTo: Int)
  /// Keep an answer; answered by `.saved` when it is on disk.
  case save(Annotation)
  /// Take the worker's latest answer back; answered by `.undone`.
  case undo
  /// Give a lease back; answered by `.putOff`.
  case putOff(Item.ID)
  /// Take an item out of the job; answered by `.excluded`.
  case exclude(Item.ID, reason: RejectReason)
  /// Post `.reported` now and, until the end, soon after every change.
  case observe
  /// Draw the whole screen again; the loop's own.
  case redraw
  /// Stop the process for a while; the loop's own.
  case suspend
}

/// How a session ended.
package enum Exit: Sendable, Equatable {
  case left
  /// A signal ended it; its number.
  case terminated(Int32)
  case terminalLost
}
