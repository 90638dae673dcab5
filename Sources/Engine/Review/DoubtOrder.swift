import Dataset
import Domain

/// The next items of a round's auto-labels by confidence, or of those that were taken back.
///
/// One pass over the round; what is kept of it is no more than twice the part asked for.
struct DoubtOrder {
  private(set) var places: [ReviewPlace] = []

  init(_ auto: AutoLabels, _ request: ReviewRequest) {
    let limit = max(1, request.limit)
    let sign = request.isReversed ? -1.0 : 1.0
    let isTakenBack = request.list == .takenBack
    func key(_ place: ReviewPlace) -> (Double, Int64) { (sign * place.value, place.number) }
    let start = request.after.map(key)
    var last: (Double, Int64)?
    for item in auto.labels.indices {
      guard isTakenBack ? auto.isTakenBack(item) : auto.labels[item] >= 0 else { continue }
      // The latest first among those taken back.
      let value = isTakenBack ? -Double(auto.since[item]) : Double(auto.confidence[item])
      let place = ReviewPlace(Int64(item), value: value)
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
