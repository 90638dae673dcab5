/// Settings that the lead of a project may change while it runs.
///
/// The job's request gives the first values. The loop, the commands and the screens read them anew
/// for each round; nobody but the lead can write them.
package struct LeadSettings: Sendable, Equatable, Codable {
  /// The accuracy asked of the auto-labels, 0–1.
  package var target = 0.95
  /// No new rounds; labeling goes on.
  package var isPaused = false
  /// No more tasks; nil, as in files of earlier versions, is false.
  package var isStopped: Bool?
  /// The price of a human label, in dollars; nil if the job names none.
  package var price: Double?
  /// Human labels at which the job stops; nil for no limit.
  package var maxHumanLabels: Int?
  /// Labeled items at which the job stops, in percent of all, 1–100; nil for no limit.
  package var maxPercentageLabeled: Int?
  /// Distinct workers that an item needs, 1–9.
  package var workersPerItem = 1
  /// The rule for how many of them are asked; nil, as in files of earlier versions, is `all`.
  package var opinions: Opinions?
  /// The share of a worker's tasks that are gold, items whose label is known; nil for none.
  package var goldShare: Double?
  /// The instructions; nil while they are those of the project's template.
  package var guide: Guide?

  package init() {}

  /// The targets that a job may ask for.
  package static let targets = 0.5...0.999

  /// The shares of gold that a job may ask for.
  package static let goldShares = 0.0...0.5

  /// The numbers of distinct workers that an item may need.
  package static let workers = 1...9

  /// The prices of an answer, in dollars.
  package static let prices = 0.0...1_000_000

  /// The percentages of labeled items at which a job may stop.
  package static let percentages = 1...100

  /// Tells whether all values are such as `winnow set` takes; a file may have others.
  package var isInRange: Bool {
    Self.targets.contains(target) && (price ?? 0).isFinite && (price ?? 0) >= 0
      && (maxHumanLabels ?? 1) >= 1 && Self.percentages.contains(maxPercentageLabeled ?? 1)
      && Self.workers.contains(workersPerItem) && Self.goldShares.contains(goldShare ?? 0)
  }

  /// The name of the gold share among the changes.
  static let goldShareName = "gold-share"

  /// The settings that differ from an earlier state, in the order of the fields.
  package func changes(since old: LeadSettings) -> [SettingChange] {
    zip(Self.described(old), Self.described(self)).compactMap { old, new in
      old.value == new.value
        ? nil : SettingChange(name: old.name, from: old.value, to: new.value)
    }
  }

  /// The settings as lines of name and value.
  package var lines: [String] {
    Self.described(self).map { "\($0.name): \($0.value)" }
  }

  /// The same without a gold share that is none: it may be hidden from who reads this.
  package var knownLines: [String] {
    goldShare == nil ? lines.filter { !$0.hasPrefix("\(Self.goldShareName):") } : lines
  }

  private static func described(_ settings: LeadSettings) -> [(name: String, value: String)] {
    [
      ("target", "\(settings.target)"), ("paused", settings.isPaused ? "yes" : "no"),
      ("stopped", settings.isStopped == true ? "yes" : "no"),
      ("price", describe(settings.price)), ("max-human-labels", describe(settings.maxHumanLabels)),
      ("max-percentage-labeled", describe(settings.maxPercentageLabeled)),
      ("workers-per-item", "\(settings.workersPerItem)"),
      ("opinions", (settings.opinions ?? .all).rawValue),
      (goldShareName, describe(settings.goldShare)),
      ("guide", settings.guide.map(describe) ?? "the template's"),
    ]
  }

  /// Names a guide by its content, since its text is long.
  private static func describe(_ guide: Guide) -> String {
    "version \(String(Hash.fnv1a("\(guide)"), radix: 16).prefix(8))"
  }

  private static func describe<Value>(_ value: Value?) -> String {
    value.map { "\($0)" } ?? "none"
  }
}

/// One setting that the lead changed.
package struct SettingChange: Sendable, Equatable, Codable {
  package let name: String
  package let from: String
  package let to: String

  package init(name: String, from: String, to: String) {
    self.name = name
    self.from = from
    self.to = to
  }
}
