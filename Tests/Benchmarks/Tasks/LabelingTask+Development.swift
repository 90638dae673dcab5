import Domain

extension LabelingTask {
  /// The rows of the accuracy promise's own table and what belongs beside them.
  static let development: [LabelingTask] =
    unrelated + spoiled + kept + starts + people + noises + heldOutBefore

  /// The labels hardly depend on the words.
  private static let unrelated = [
    two("comma") { $0.title.contains(",") },
    LabelingTask(name: "big publisher") { news, count, generator in
      let big = Set(news.publishers.filter { $0.count > 565 }.map(\.name))
      return .drawn(count, of: news, classCount: 2, using: &generator) {
        big.contains($0.publisher) ? 1 : 0
      }
    },
    two("host .com") { $0.host.hasSuffix(".com") },
    two("night") { $0.hour < 6 },
    two("weekend") { $0.weekday >= 5 },
    random("random 80:20", [0.8, 0.2]), random("random 85:15", [0.85, 0.15]),
    random("random 90:10", [0.9, 0.1]), random("random 94:6", [0.94, 0.06]),
    random("random, 4 classes", [0.25, 0.25, 0.25, 0.25]),
    two("long title") { $0.title.utf8.count > 75 },
    publishers("20 publishers", 20),
  ]

  /// Labels that contradict one another for good.
  private static let spoiled = [
    flipped("flipped 5 %", 0.05), flipped("flipped 10 %", 0.1), flipped("flipped 20 %", 0.2),
    duplicates("near-duplicates, 20 % in conflict", conflicts: 0.2),
    duplicates("near-duplicates, 5 % in conflict", conflicts: 0.05),
    LabelingTask(name: "b 90 : t 10, 5 % flipped") { news, count, generator in
      businessAndTechnology(news, count, 0.1, &generator).flipped(0.05, using: &generator)
    },
    LabelingTask(name: "rule changes in June") { news, count, generator in
      .drawn(count, of: news, classCount: 4, using: &generator) {
        $0.time >= 1_401_580_800 && $0.category == "t" ? 0 : category($0)
      }
    },
  ]

  /// Tasks whose promise the first version kept.
  private static let kept = [
    LabelingTask(name: "news", count: 10_000, make: categories),
    LabelingTask(name: "news, 3,000", make: categories),
    LabelingTask(name: "b or t") { businessAndTechnology($0, $1, nil, &$2) },
    LabelingTask(name: "b 90 : t 10") { businessAndTechnology($0, $1, 0.1, &$2) },
    two("health or not") { $0.category == "m" },
    stories("20 stories", 20), stories("50 stories", 50),
    duplicates("near-duplicates", conflicts: 0),
    two("question mark") { $0.title.contains("?") },
    two("one word") { " \($0.title.lowercased()) ".contains(" new ") },
  ]

  /// First labels that are no random sample.
  private static let starts = [
    LabelingTask(
      name: "start of one class", make: categories, start: .ofClasses([0], count: 200)),
    LabelingTask(name: "start of wrong labels", make: categories, start: .wrong(count: 200)),
    LabelingTask(
      name: "start of two classes of four", make: categories, start: .ofClasses([0, 1], count: 400)),
    LabelingTask(
      name: "start of the earliest",
      make: { news, count, generator in byTime(news, count, &generator) },
      start: .first(count: 600)),
  ]

  /// Workers whose answers are wrong.
  private static let people = [
    LabelingTask(name: "one of two always b", make: categories, workers: [.right, .always(0)]),
    LabelingTask(
      name: "one of two always wrong", make: categories, workers: [.right, .alwaysWrong]),
    LabelingTask(
      name: "one of two wrong on m", make: categories,
      workers: [.right, .confusing(2, with: 3)]),
  ]

  private static let noises = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3].map { rate in
    LabelingTask(
      name: "noise \(Int(rate * 100)) %", make: categories, workers: [.noisy(rate)], repeats: 0.05)
  }
}

extension LabelingTask {
  static func category(_ row: NewsRow) -> Int? {
    Headlines.categories.firstIndex(of: row.category)
  }

  static let categories: @Sendable (NewsRows, Int, inout SeededGenerator) -> LabeledItems = {
    .drawn($1, of: $0, classCount: 4, using: &$2, label: category)
  }

  /// Two classes: whether something holds of a row.
  static func two(
    _ name: String, kind: Kind = .development, _ holds: @escaping @Sendable (NewsRow) -> Bool
  ) -> LabelingTask {
    LabelingTask(name: name, kind: kind) { news, count, generator in
      .drawn(count, of: news, classCount: 2, using: &generator) { holds($0) ? 1 : 0 }
    }
  }

  /// Labels drawn with these chances, whatever the text says.
  static func random(
    _ name: String, kind: Kind = .development, _ chances: [Double]
  ) -> LabelingTask {
    LabelingTask(name: name, kind: kind) { news, count, generator in
      var items = LabeledItems.drawn(
        count, of: news, classCount: chances.count, using: &generator
      ) { _ in 0 }
      for item in items.labels.indices {
        var (label, left) = (0, generator.nextUnit())
        while label < chances.count - 1, left >= chances[label] {
          left -= chances[label]
          label += 1
        }
        items.labels[item] = label
      }
      return items
    }
  }

  static func stories(_ name: String, _ number: Int, kind: Kind = .development) -> LabelingTask {
    LabelingTask(name: name, kind: kind) { news, count, generator in
      let numbers = ranks(news.stories.prefix(number).map(\.name))
      return .drawn(count, of: news, classCount: number, using: &generator) { numbers[$0.story] }
    }
  }

  static func publishers(_ name: String, _ number: Int, kind: Kind = .development) -> LabelingTask {
    LabelingTask(name: name, kind: kind) { news, count, generator in
      let numbers = ranks(news.publishers.prefix(number).map(\.name))
      return .drawn(count, of: news, classCount: number, using: &generator) {
        numbers[$0.publisher]
      }
    }
  }

  static func ranks(_ names: [String]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }

  private static func flipped(_ name: String, _ share: Double) -> LabelingTask {
    LabelingTask(name: name) { news, count, generator in
      categories(news, count, &generator).flipped(share, using: &generator)
    }
  }

  static func duplicates(
    _ name: String, kind: Kind = .development, conflicts: Double
  ) -> LabelingTask {
    LabelingTask(name: name, kind: kind) { news, count, generator in
      categories(news, count / 2, &generator).doubled(conflicts: conflicts, using: &generator)
    }
  }

  /// Business and technology, as often as in the file or with this share of technology.
  static func businessAndTechnology(
    _ news: NewsRows, _ count: Int, _ share: Double?, _ generator: inout SeededGenerator
  ) -> LabeledItems {
    var left =
      share.map { share in
        let second = Int(share * Double(count))
        return [count - second, second]
      } ?? [count, count]
    return .drawn(count, of: news, classCount: 2, using: &generator) { row in
      guard let label = ["b", "t"].firstIndex(of: row.category), left[label] > 0 else { return nil }
      left[label] -= 1
      return label
    }
  }

  /// Categories, the earliest items first.
  static func byTime(
    _ news: NewsRows, _ count: Int, _ generator: inout SeededGenerator
  ) -> LabeledItems {
    let order = generator.permutation(of: news.rows.count).prefix(count)
    let rows = order.map { news.rows[$0] }.filter { category($0) != nil }
      .sorted { $0.time < $1.time }
    return LabeledItems(
      texts: rows.map(\.title), labels: rows.map { category($0) ?? 0 }, classCount: 4)
  }
}
