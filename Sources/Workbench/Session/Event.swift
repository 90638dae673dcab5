package import Domain
package import Foundation
package import TerminalUI

/// Something that happened.
package enum Event: Sendable, Equatable {
  /// The time; comes before every batch of other events.
  case ticked(Date)
  /// A screen was shown to the person.
  case shown(ShownScreen)
  case terminal(TerminalInput)
  case store(StoreEvent)
}

/// An answer or a report of the store.
package enum StoreEvent: Sendable, Equatable, Codable {
  /// All tasks that the session holds now, oldest lease first.
  case leased([LeasedTask])
  case fetchFailed(message: String)
  /// The annotation of an item is on disk.
  case saved(Item.ID, AnnotationReceipt)
  /// An annotation was taken back; nil if none was left.
  case undone(UndoneAnnotation?)
  case putOff(Item.ID)
  /// An item was taken out of the job, unless others had labeled it before (`counted` is false).
  case rejected(Item.ID, counted: Bool)
  /// A note on an item is on disk.
  case noted(Item.ID)
  case failed(StoreChange, message: String)
  /// The session's answers are in a file.
  case kept(path: String)
  case keepFailed(message: String)
  /// The lead's target is set.
  case targetSet(Double)
  case targetNotSet(message: String)
  /// The job is paused, resumed or stopped, with what holds now in a sentence.
  case controlled(JobControl, outcome: String)
  case notControlled(JobControl, message: String)
  /// The part of a list that a request asked for.
  case reviewed(ReviewRequest, ReviewPage)
  case lived(ItemLife)
  case reviewFailed(message: String)
  /// The lead's decision about items is on disk, with what they are now.
  case adjudicated([Item.ID], Adjudication, now: [ReviewRow])
  /// The lead's decision about an alarm is on disk: the alarms, or the answers, that it concerned.
  case settled(StoreChange, count: Int)
  /// The project as it is now; comes unasked after every change, once `.observe` was asked for.
  case reported(ProjectReport)
  /// The project could not be read; `.reported` follows when it can be read again.
  case observationFailed(message: String)
}
