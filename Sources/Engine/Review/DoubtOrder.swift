import Dataset
import Domain
import Learning

/// The next items of a round by a value: auto-labels by confidence, those that were taken back by round,
/// contradicted predictions by their margin.
///
/// One pass over the round; what is kept of it is no more than twice the part asked for.
struct DoubtOrder {
  private(set) var places: [ReviewPlace] = []

  /// Orders auto-labels, the least confident first, or those that were taken back, the latest first.
  init(_ auto: AutoLabels, _ request: ReviewRequest) {
    let isTakenBack = request.list == .takenBack
    self.init(
      auto.labels.indices.lazy
        .filter { isTakenBack ? auto.isTakenBack($0) : auto.labels[$0] >= 0 }
        .map {
          let value = isTakenBack ? -Double(auto.since[$0]) : Double(auto.confidence[$0])
          return ReviewPlace(Int64($0), value: value)
        }, request)
  }

  /// Orders predictions that turned out wrong, the surest first.
  init(_ pairs: [CalibrationPair], _ request: ReviewRequest) {
    self.init(
      pairs.lazy.filter { !$0.isRight }.map {
        ReviewPlace(Int64($0.row), value: -$0.confidence.logMargin)
      }, request)
  }

  /// Orders places by value and number, from the one after the part before.
  private init(_ all: some Sequence<ReviewPlace>, _ request: ReviewRequest) {
    let limit = max(1, request.limit)
    let sign = request.isReversed ? -1.0 : 1.0
    func key(_ place: ReviewPlace) -> (Double, Int64) { (sign * place.value, place.number) }
    let start = request.after.map(key)
    var last: (Double, Int64)?
    for place in all {
      if let start, key(place) <= start { continue }
      if let last, key(place) >= last { continue }
      places.append(place)
      guard places.count >= 2 * limit else { continue }
      places.sort { key($0) < key($1) }
      places.removeLast(places.count - limit)
      last = places.last.map(key)
    }
    places.sort { key($0) < key($1) }
    places = Array(places.prefix(limit))
  }
}
