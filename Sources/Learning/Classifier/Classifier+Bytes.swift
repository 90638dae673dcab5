package import Domain

extension Classifier {
  /// The body of a round's file `model`.
  ///
  /// It holds the fingerprint of the vocabulary but not the vocabulary itself, which is the pool's.
  /// `TextModel` is the self-contained form.
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Reads the body of a round's file `model`; throws `ByteFault` if it is damaged.
  package init(bytes: [UInt8]) throws(ByteFault) {
    // Earlier versions sealed the body a second time.
    let isSealed = bytes.starts(with: Self.earlierSeal.letters.utf8)
    let body = isSealed ? try Self.earlierSeal.opened(bytes) : bytes[...]
    var reader = ByteReader(body, of: Self.earlierSeal.name)
    self = try Classifier(&reader)
    try reader.requireEnd()
  }

  private static let earlierSeal = Seal(
    "WINNOWCL", of: "model of a round", layout: .version(1))

  func write(to writer: inout ByteWriter) {
    writer.write(UInt64(classCount))
    writer.write(fingerprint)
    writer.write(UInt64(vocabularySize.words))
    writer.write(UInt64(vocabularySize.grams))
    writer.write(UInt64(labelCount))
    writer.write(isPresent.map { UInt8($0 ? 1 : 0) })
    writer.write(linearFeatures)
    for group in linearWeights {
      writer.write(group.flatMap { [$0[0], $0[1], $0[2], $0[3]] })
    }
    writer.write(bayesWords)
    writer.write(bayesScores)
    writer.write(bayesUnseen)
  }

  init(_ reader: inout ByteReader) throws(ByteFault) {
    classCount = try reader.count(below: 100_000)
    fingerprint = try reader.number()
    vocabularySize = VocabularySize(
      words: try reader.count(below: Int(UInt32.max)),
      grams: try reader.count(below: Int(UInt32.max)))
    labelCount = try reader.count(below: Int(UInt32.max))
    isPresent = try reader.numbers(UInt8.self).map { $0 == 1 }
    linearFeatures = try reader.numbers()
    var groups: [[SIMD4<Float>]] = []
    for _ in 0..<(classCount + 3) / 4 {
      let numbers = try reader.finiteNumbers()
      try reader.require(numbers.count == (linearFeatures.count + 1) * 4, "it lacks weights")
      groups.append(
        stride(from: 0, to: numbers.count, by: 4).map {
          SIMD4(numbers[$0], numbers[$0 + 1], numbers[$0 + 2], numbers[$0 + 3])
        })
    }
    linearWeights = groups
    bayesWords = try reader.numbers()
    bayesScores = try reader.finiteNumbers()
    bayesUnseen = try reader.finiteNumbers()
    try reader.require(fitsTogether, "its parts do not fit together")
  }

  private var fitsTogether: Bool {
    let featureCount = vocabularySize.words + vocabularySize.grams
    return classCount > 0 && isPresent.count == classCount && bayesUnseen.count == classCount
      && bayesScores.count == bayesWords.count * classCount
      && linearFeatures.allSatisfy { $0 < featureCount }
      && bayesWords.allSatisfy { $0 < vocabularySize.words }
  }
}
