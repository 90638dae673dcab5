import Domain

extension LabelingTask {
  /// Rows fixed before today's rules had their numbers, and run once at the end.
  static let heldOut: [LabelingTask] = ofTheText + ofTheWeb + spoiledOnce + ofPeople

  private static let ofTheText = [
    two("a colon in the title", kind: .heldOut) { $0.title.contains(":") },
    two("begins with a vowel", kind: .heldOut) {
      $0.title.lowercased().first.map { "aeiou".contains($0) } ?? false
    },
    two("a country", kind: .heldOut) {
      let title = $0.title.lowercased()
      return ["china", "russia", "ukraine", "india", "japan", "germany", "france", "iraq"]
        .contains { title.contains($0) }
    },
    two("three capitals in a row", kind: .heldOut) { row in
      var run = 0
      return row.title.contains { letter in
        run = letter.isUppercase ? run + 1 : 0
        return run == 3
      }
    },
    LabelingTask(name: "three lengths", kind: .heldOut) { news, count, generator in
      .drawn(count, of: news, classCount: 3, using: &generator) {
        let words = $0.title.split(separator: " ").count
        return words < 8 ? 0 : words < 11 ? 1 : 2
      }
    },
  ]

  private static let ofTheWeb = [
    two("a Monday", kind: .heldOut) { $0.weekday == 0 },
    two("the afternoon", kind: .heldOut) { $0.hour >= 12 },
    two("a British host", kind: .heldOut) { $0.host.hasSuffix(".uk") },
    random("random 95:5", kind: .heldOut, [0.95, 0.05]),
    random("random 93:4:3", kind: .heldOut, [0.93, 0.04, 0.03]),
    stories("12 stories", 12, kind: .heldOut),
  ]

  private static let spoiledOnce = [
    LabelingTask(name: "3 % flipped for good", kind: .heldOut) { news, count, generator in
      categories(news, count, &generator).flipped(0.03, using: &generator)
    },
    LabelingTask(name: "b 80 : t 20, 6 % flipped", kind: .heldOut) { news, count, generator in
      businessAndTechnology(news, count, 0.2, &generator).flipped(0.06, using: &generator)
    },
    LabelingTask(name: "40 stories, 4 % flipped", kind: .heldOut) { news, count, generator in
      let numbers = ranks(news.stories.prefix(40).map(\.name))
      return LabeledItems.drawn(count, of: news, classCount: 40, using: &generator) {
        numbers[$0.story]
      }.flipped(0.04, using: &generator)
    },
    duplicates("near-duplicates, 7 % in conflict", kind: .heldOut, conflicts: 0.07),
    LabelingTask(name: "a tenth of e called b for good", kind: .heldOut) {
      news, count, generator in
      var items = categories(news, count, &generator)
      for item in items.labels.indices where items.labels[item] == 1 {
        if generator.nextUnit() < 0.1 { items.labels[item] = 0 }
      }
      return items
    },
    LabelingTask(name: "t is called b since July", kind: .heldOut) { news, count, generator in
      .drawn(count, of: news, classCount: 4, using: &generator) {
        $0.time >= 1_404_172_800 && $0.category == "t" ? 0 : category($0)
      }
    },
  ]

  private static let ofPeople = [
    LabelingTask(
      name: "all 4 % wrong", kind: .heldOut, make: categories,
      workers: [.noisy(0.04), .noisy(0.04)], repeats: 0.05),
    LabelingTask(
      name: "one of three calls t b", kind: .heldOut, make: categories,
      workers: [.right, .right, .confusing(3, with: 0)], repeats: 0.05),
    LabelingTask(
      name: "start without m", kind: .heldOut, make: categories,
      start: .ofClasses([0, 1, 3], count: 300)),
    LabelingTask(
      name: "start of the longest titles", kind: .heldOut,
      make: { news, count, generator in
        let items = categories(news, count, &generator)
        let order = items.texts.indices.sorted {
          (-items.texts[$0].utf8.count, $0) < (-items.texts[$1].utf8.count, $1)
        }
        return LabeledItems(
          texts: order.map { items.texts[$0] }, labels: order.map { items.labels[$0] },
          classCount: 4)
      }, start: .first(count: 300)),
  ]
}
