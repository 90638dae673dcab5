package import Foundation

/// The whole life of one item.
package struct ItemLife: Sendable, Equatable, Codable {
  package var row: ReviewRow
  package var history: ItemHistory
  package var prediction: ItemPrediction?
  /// The predictions of the rounds, oldest first; none of rounds whose file is gone.
  package var scores: [ItemScore]

  package init(
    row: ReviewRow, history: ItemHistory, prediction: ItemPrediction? = nil,
    scores: [ItemScore] = []
  ) {
    (self.row, self.history, self.prediction) = (row, history, prediction)
    self.scores = scores
  }
}

/// The lead's desk: lists, lives and decisions; none of it is for labelers.
package protocol ReviewDesk: Sendable {
  /// Returns a part of a list.
  func page(_ request: ReviewRequest) throws -> ReviewPage

  /// Returns the life of one item.
  func life(of item: Item.ID) throws -> ItemLife

  /// Returns what items are now.
  func rows(of items: [Item.ID]) throws -> [ReviewRow]

  /// Decides about items, and returns those that it concerned.
  func adjudicate(
    _ items: [Item.ID], as decision: Adjudication, because reason: String, now: Date
  ) throws -> [Item.ID]

  /// Lets the job go on in spite of an alarm; false if it is not open.
  func acknowledge(alarm: Int, because reason: String, now: Date) throws -> Bool

  /// Sets all answers of a worker aside, and returns how many.
  func setAside(worker: String, because reason: String, now: Date) throws -> Int
}
