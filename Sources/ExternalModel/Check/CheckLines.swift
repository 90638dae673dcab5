package import Dataset
import Domain

/// The labeled texts for checks of a model.
package struct CheckLines: Sendable {
  /// Names of the classes, by index.
  package let labels: [String]
  package let data: TrainingData
  /// The texts of the requests, spread over the labels, and the label of each.
  let texts: [String]
  let answers: [Int]

  private static let asked = 48

  /// Takes labeled lines: a text, the label's index, and the line without its line end.
  ///
  /// Every eighth is held back for validation.
  package init(labels: [String], lines: [(text: String, label: Int, line: [UInt8])]) {
    self.labels = labels
    let places = lines.indices
    data = TrainingData(
      train: places.filter { $0 % 8 != 7 }.map { lines[$0].line },
      validation: places.filter { $0 % 8 == 7 }.map { lines[$0].line })
    let asked = Self.inTurns(
      places.filter { $0 % 8 != 7 && !lines[$0].text.isEmpty }, label: { lines[$0].label })
    texts = asked.map { lines[$0].text }
    answers = asked.map { lines[$0].label }
  }

  /// Returns the first item of each label, then the second, and so on.
  private static func inTurns(_ places: [Int], label: (Int) -> Int) -> [Int] {
    var turn: [Int: Int] = [:]
    let turns = places.map { place in
      turn[label(place), default: 0] += 1
      return (turn[label(place), default: 0], label(place), place)
    }
    return turns.sorted { $0 < $1 }.prefix(asked).map(\.2)
  }
}

extension CheckLines {
  private static let fewest = 8
  private static let most = 1000

  /// Takes the labeled lines of a manifest, at most 1,000 of them, spread over the file.
  package init(_ manifest: Manifest, labels: [String]) throws {
    let labeled = manifest.lines.indices.filter { manifest.lines[$0].initialLabel != nil }
    guard labeled.count >= Self.fewest else {
      throw ModelFailure(
        "\(manifest.path) has \(labeled.count) labeled lines; at least \(Self.fewest) are needed")
    }
    let step = max(1, labeled.count / Self.most)
    self.init(
      labels: labels,
      lines: stride(from: 0, to: labeled.count, by: step).map { place in
        let row = labeled[place]
        return (
          text: manifest.text(of: row), label: manifest.lines[row].initialLabel?.index ?? 0,
          line: manifest.withLine(of: row) { Array($0) }
        )
      })
  }

  /// Returns the built-in texts for a model that is not trained on them and has other labels.
  package static func builtIn(labels: [String]) -> CheckLines {
    CheckLines(
      labels: labels, lines: builtIn.texts.map { (text: $0, label: 0, line: []) })
  }

  /// Invented headlines, without real people or events.
  ///
  /// Each class has words of its own in several lines, so that fifty are enough for training.
  package static let builtIn: CheckLines = {
    let labels = headlines.map(\.label)
    let width = headlines.map(\.texts.count).max() ?? 0
    let lines = (0..<width).flatMap { turn in
      headlines.enumerated().compactMap { index, entry in
        entry.texts.indices.contains(turn)
          ? (
            text: entry.texts[turn], label: index,
            line: line(entry.texts[turn], index, entry.label)
          ) : nil
      }
    }
    return CheckLines(labels: labels, lines: lines)
  }()

  private static func line(_ text: String, _ index: Int, _ label: String) -> [UInt8] {
    let start = Array("{\"source\": ".utf8) + JSONString.encode(text)
    let metadata =
      ", \"category\": \(index), \"category-metadata\": {\"class-name\": "
      + String(decoding: JSONString.encode(label), as: UTF8.self)
      + ", \"confidence\": 1.0, \"type\": \"groundtruth/text-classification\", "
      + "\"job-name\": \"labeling-job/check\", \"human-annotated\": \"yes\", "
      + "\"creation-date\": \"2020-01-01T00:00:00.000000\"}}"
    return start + Array(metadata.utf8)
  }

  private static let headlines: [(label: String, texts: [String])] = [
    (
      "Business",
      [
        "Shares fall as the bank reports a smaller profit",
        "Central bank leaves interest rates where they are",
        "Car maker's profit doubles, shares rise",
        "Oil price falls for a third week as markets worry about growth",
        "Two airlines agree to merge; shareholders are asked in spring",
        "Retail sales rise, and with them the market's hope of lower rates",
        "Grocer buys its rival for three billion in shares",
        "Euro slips against the dollar before the bank's meeting on rates",
        "Investors sell shares of lenders after weak growth figures",
        "Factory orders shrink, economists expect slower growth",
        "Tax on profit of large companies passes, markets unmoved",
        "Price of copper climbs while investors wait for the jobs report",
        "Bank to cut a thousand jobs to lift its profit",
        "Mortgage rates reach their highest price in a decade",
      ]
    ),
    (
      "Entertainment",
      [
        "Singer cancels the last concert of her tour",
        "Film about a lighthouse takes the festival's first prize",
        "Actor leaves the show after seven seasons",
        "New album of the band is out, fans queue at midnight",
        "Director plans a third film of the pirate series",
        "Festival opens with a concert and without its star",
        "Comedy series gets two more seasons on television",
        "Star of the musical marries her director",
        "Trailer shows the actor as an ageing wizard",
        "Band makes peace and goes on tour, says the singer",
        "Album of lullabies tops the charts for a fifth week",
        "Television show loses its host, and its fans mourn",
        "Premiere of the film is moved to the autumn, actor says",
        "Fans choose the song for the season's last show",
      ]
    ),
    (
      "Health & Medicine",
      [
        "Vaccine protects children in a large trial",
        "Study finds that patients sleep better after a walk",
        "Hospital reports new cases of the virus",
        "Doctors warn of a drug that raises blood pressure",
        "Cancer cells shrink under a new treatment, researchers say",
        "Flu cases rise, hospital asks the old to get the vaccine",
        "Trial of a drug against diabetes ends early",
        "Patients with asthma need less medicine in clean air, study finds",
        "Nurses count more infections after the summer",
        "Blood test may show the disease years before doctors can",
        "Virus found in camels, doctors see no danger for patients",
        "Children who eat breakfast weigh less, study of a clinic says",
        "Treatment for back pain does little, trial shows",
        "Disease carried by mosquitoes reaches the north, doctors say",
      ]
    ),
    (
      "Science and Technology",
      [
        "Telescope sees a planet with two suns",
        "Phone maker shows a thinner tablet with a longer battery life",
        "Software update fails, users wait for hours",
        "Robot learns to fold shirts by watching",
        "Rocket brings a satellite into orbit around the moon",
        "Search company buys a maker of robot cars",
        "Network of small computers finds faults in software by itself",
        "Scientists date the oldest footprints in the desert",
        "Satellite photographs show how fast the glacier moves",
        "App reads out messages to users who drive",
        "Chip needs half the battery of its forerunner, engineers claim",
        "Hackers take data of two million phone users",
        "Moon's dust is younger than scientists thought",
        "Browser will warn users of data that leaves the computer",
      ]
    ),
  ]
}
