import Domain

extension LabelingTask {
  /// Rows that were held out when earlier rules were tuned, and looked at since.
  static let heldOutBefore = heldOutFirst + unlike + spoiledLabels + unevenPeople

  private static let heldOutFirst = [
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

  private static let unlike = [
    two("begins with a question word") {
      let word = $0.title.lowercased().prefix { $0.isLetter }
      return ["how", "why", "what", "when", "who", "where"].contains(word)
    },
    two("ten words or more") { $0.title.split(separator: " ").count >= 10 },
    two("one of six companies") {
      let title = $0.title.lowercased()
      return ["apple", "google", "facebook", "microsoft", "samsung", "amazon"]
        .contains { title.contains($0) }
    },
    two("a dollar sign") { $0.title.contains("$") },
    two("from 9 to 17 o'clock") { (9..<17).contains($0.hour) },
    two("e or not") { $0.category == "e" },
    LabelingTask(name: "three kinds of hosts") { news, count, generator in
      .drawn(count, of: news, classCount: 3, using: &generator) {
        $0.host.hasSuffix(".com")
          ? 0 : $0.host.hasSuffix(".org") || $0.host.hasSuffix(".net") ? 1 : 2
      }
    },
    random("random 92:8", [0.92, 0.08]),
  ]

  private static let spoiledLabels = [
    LabelingTask(name: "4 % flipped for good") { news, count, generator in
      categories(news, count, &generator).flipped(0.04, using: &generator)
    },
    LabelingTask(name: "b 85 : t 15, 3 % flipped") { news, count, generator in
      businessAndTechnology(news, count, 0.15, &generator).flipped(0.03, using: &generator)
    },
    LabelingTask(name: "15 publishers, 5 % flipped") { news, count, generator in
      let numbers = ranks(news.publishers.prefix(15).map(\.name))
      return LabeledItems.drawn(count, of: news, classCount: 15, using: &generator) {
        numbers[$0.publisher]
      }.flipped(0.05, using: &generator)
    },
    LabelingTask(name: "b or t, near-duplicates, 7 % in conflict") {
      news, count, generator in
      businessAndTechnology(news, count / 2, nil, &generator)
        .doubled(conflicts: 0.07, using: &generator)
    },
    LabelingTask(name: "m is called e since May") { news, count, generator in
      .drawn(count, of: news, classCount: 4, using: &generator) {
        $0.time >= 1_398_902_400 && $0.category == "m" ? 1 : category($0)
      }
    },
  ]

  private static let unevenPeople = [
    LabelingTask(
      name: "one of two 8 % wrong", make: categories,
      workers: [.right, .noisy(0.08)], repeats: 0.05),
    LabelingTask(
      name: "one of three always e", make: categories,
      workers: [.right, .right, .always(1)]),
    LabelingTask(
      name: "start of the shortest titles",
      make: { news, count, generator in
        let items = categories(news, count, &generator)
        let order = items.texts.indices.sorted {
          (items.texts[$0].utf8.count, $0) < (items.texts[$1].utf8.count, $1)
        }
        return LabeledItems(
          texts: order.map { items.texts[$0] }, labels: order.map { items.labels[$0] },
          classCount: 4)
      }, start: .first(count: 300)),
  ]
}
