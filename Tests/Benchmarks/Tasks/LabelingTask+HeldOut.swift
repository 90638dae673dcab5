import Domain

extension LabelingTask {
  /// Rows fixed before today's rules had their numbers, and run once at the end.
  static let heldOut: [LabelingTask] = unlike + spoiledLabels + unevenPeople

  private static let unlike = [
    two("begins with a question word", kind: .heldOut) {
      let word = $0.title.lowercased().prefix { $0.isLetter }
      return ["how", "why", "what", "when", "who", "where"].contains(word)
    },
    two("ten words or more", kind: .heldOut) { $0.title.split(separator: " ").count >= 10 },
    two("one of six companies", kind: .heldOut) {
      let title = $0.title.lowercased()
      return ["apple", "google", "facebook", "microsoft", "samsung", "amazon"]
        .contains { title.contains($0) }
    },
    two("a dollar sign", kind: .heldOut) { $0.title.contains("$") },
    two("from 9 to 17 o'clock", kind: .heldOut) { (9..<17).contains($0.hour) },
    two("e or not", kind: .heldOut) { $0.category == "e" },
    LabelingTask(name: "three kinds of hosts", kind: .heldOut) { news, count, generator in
      .drawn(count, of: news, classCount: 3, using: &generator) {
        $0.host.hasSuffix(".com")
          ? 0 : $0.host.hasSuffix(".org") || $0.host.hasSuffix(".net") ? 1 : 2
      }
    },
    random("random 92:8", kind: .heldOut, [0.92, 0.08]),
  ]

  private static let spoiledLabels = [
    LabelingTask(name: "4 % flipped for good", kind: .heldOut) { news, count, generator in
      categories(news, count, &generator).flipped(0.04, using: &generator)
    },
    LabelingTask(name: "b 85 : t 15, 3 % flipped", kind: .heldOut) { news, count, generator in
      businessAndTechnology(news, count, 0.15, &generator).flipped(0.03, using: &generator)
    },
    LabelingTask(name: "15 publishers, 5 % flipped", kind: .heldOut) { news, count, generator in
      let numbers = ranks(news.publishers.prefix(15).map(\.name))
      return LabeledItems.drawn(count, of: news, classCount: 15, using: &generator) {
        numbers[$0.publisher]
      }.flipped(0.05, using: &generator)
    },
    LabelingTask(name: "b or t, near-duplicates, 7 % in conflict", kind: .heldOut) {
      news, count, generator in
      businessAndTechnology(news, count / 2, nil, &generator)
        .doubled(conflicts: 0.07, using: &generator)
    },
    LabelingTask(name: "m is called e since May", kind: .heldOut) { news, count, generator in
      .drawn(count, of: news, classCount: 4, using: &generator) {
        $0.time >= 1_398_902_400 && $0.category == "m" ? 1 : category($0)
      }
    },
  ]

  private static let unevenPeople = [
    LabelingTask(
      name: "one of two 8 % wrong", kind: .heldOut, make: categories,
      workers: [.right, .noisy(0.08)], repeats: 0.05),
    LabelingTask(
      name: "one of three always e", kind: .heldOut, make: categories,
      workers: [.right, .right, .always(1)]),
    LabelingTask(
      name: "start of the shortest titles", kind: .heldOut,
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
