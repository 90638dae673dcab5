import Domain

extension LabelingTask {
  /// Rows that were held out when the first rules were tuned, and looked at since.
  static let heldOutBefore: [LabelingTask] = [
    two("first letter a–m") {
      ("a"..."m").contains($0.title.lowercased().prefix(1))
    },
    two("a digit in the title") { $0.title.contains(where: \.isNumber) },
    two("a quotation mark in the title") { $0.title.contains("'") },
    two("shares or stock") {
      let title = $0.title.lowercased()
      return title.contains("shares") || title.contains("stock")
    },
    LabelingTask(name: "three parts of the day") { news, count, generator in
      .drawn(count, of: news, classCount: 3, using: &generator) { $0.hour / 8 }
    },
    LabelingTask(name: "category and weekend") { news, count, generator in
      .drawn(count, of: news, classCount: 8, using: &generator) { row in
        category(row).map { $0 * 2 + (row.weekday >= 5 ? 1 : 0) }
      }
    },
    LabelingTask(name: "30 stories and all else") { news, count, generator in
      let numbers = ranks(news.stories.prefix(30).map(\.name))
      return .drawn(count, of: news, classCount: 31, using: &generator) { numbers[$0.story] ?? 30 }
    },
    LabelingTask(name: "story of the thousand largest") { news, count, generator in
      let large = Set(news.stories.prefix(1000).map(\.name))
      return .drawn(count, of: news, classCount: 2, using: &generator) {
        large.contains($0.story) ? 1 : 0
      }
    },
    random("random 94:3:3", [0.94, 0.03, 0.03]),
    LabelingTask(name: "a third of m called t for good") { news, count, generator in
      var items = categories(news, count, &generator)
      for item in items.labels.indices where items.labels[item] == 2 {
        if generator.nextUnit() < 1.0 / 3 { items.labels[item] = 3 }
      }
      return items
    },
    LabelingTask(
      name: "e or m, worker 3 % wrong",
      make: { news, count, generator in
        .drawn(count, of: news, classCount: 2, using: &generator) {
          ["e", "m"].firstIndex(of: $0.category)
        }
      }, workers: [.noisy(0.03)], repeats: 0.05),
    duplicates("near-duplicates, 10 % in conflict", conflicts: 0.1),
    LabelingTask(
      name: "start sorted by publisher",
      make: { news, count, generator in
        let rows = generator.permutation(of: news.rows.count).prefix(count)
          .map { news.rows[$0] }.filter { category($0) != nil }
          .sorted { ($0.publisher, $0.time) < ($1.publisher, $1.time) }
        return LabeledItems(
          texts: rows.map(\.title), labels: rows.map { category($0) ?? 0 }, classCount: 4)
      }, start: .first(count: 300)),
    LabelingTask(
      name: "one of two guesses", make: categories, workers: [.right, .guessing]),
    LabelingTask(
      name: "one of three wrong on b", make: categories,
      workers: [.right, .noisy(0.02), .confusing(0, with: 1)], repeats: 0.05),
    LabelingTask(name: "health or not, a word counts double") {
      news, count, generator in
      .drawn(count, of: news, classCount: 2, using: &generator) {
        $0.category == "m" || $0.title.lowercased().contains("google") ? 1 : 0
      }
    },
  ]
}
