import Domain

/// The work that is left for people, for `status --json`.
struct StatusRemaining: Encodable {
  /// A place of the dial.
  struct Dial: Encodable {
    let target: Double
    let present: Bool
    /// The share of all items that the model can label at this target now, 0–1.
    @OrNull var model_now: Double?
    /// The share of all items that people will have labeled in the end, 0–1.
    @OrNull var people: ForecastRange?

    init(_ entry: DialEntry, _ counts: Counts) {
      (target, present) = (entry.target, entry.isPresent)
      model_now = entry.autoLabels.map(counts.share)
      people = entry.share
    }
  }

  /// `known`, `nothing` or `too few rounds`.
  private let state: String
  @OrNull private var labels: ForecastRange?
  @OrNull private var people: ForecastRange?
  @OrNull private var answers: ForecastRange?
  /// Null if nobody has answered in the last hour.
  @OrNull private var answers_per_minute: Double?
  @OrNull private var hours: ForecastRange?
  /// Null if the job names no price.
  @OrNull private var dollars: ForecastRange?

  init(_ remaining: Remaining) {
    let work = remaining.work
    state =
      switch remaining {
      case .nothing: "nothing"
      case .tooFewRounds: "too few rounds"
      case .known: "known"
      }
    labels = work?.labels
    people = work?.share
    answers = work?.answers
    answers_per_minute = work?.answersPerMinute
    hours = work?.hours
    dollars = work?.dollars
  }
}
