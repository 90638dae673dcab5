extension TextModel {
  /// The model as a file's bytes: versioned, with a checksum.
  package var bytes: [UInt8] {
    var writer = ByteWriter(kind: .model)
    writer.write(UInt64(labels.count))
    for label in labels { writer.write(label) }
    writer.write(UInt64(vocabulary.rowCount))
    for block in [vocabulary.words, vocabulary.grams] {
      writer.write(block.hashes)
      writer.write(block.rowCounts)
    }
    writer.write(UInt64(classifier.labelCount))
    writer.write(classifier.isPresent.map { UInt8($0 ? 1 : 0) })
    writer.write(classifier.linearFeatures)
    for group in classifier.linearWeights {
      writer.write(group.flatMap { [$0[0], $0[1], $0[2], $0[3]] })
    }
    writer.write(classifier.bayesWords)
    writer.write(classifier.bayesScores)
    writer.write(classifier.bayesUnseen)
    return writer.finished()
  }

  /// Reads a model from a file's bytes; what is damaged or foreign is refused in words.
  package init(bytes: [UInt8]) throws(LearningFileError) {
    var reader = try ByteReader(bytes, kind: .model)
    let labelCount = try reader.number(UInt64.self)
    try reader.require(1...100_000 ~= labelCount, "it has \(labelCount) labels")
    var labels: [String] = []
    for _ in 0..<labelCount { labels.append(try reader.text()) }
    let rowCount = try reader.number(UInt64.self)
    try reader.require(rowCount < UInt64(UInt32.max), "it counts too many texts")
    let vocabulary = Vocabulary(
      rowCount: Int(rowCount), words: try Self.block(&reader), grams: try Self.block(&reader))
    let classifier = try Self.classifier(&reader, labels.count, vocabulary)
    try reader.requireEnd()
    self.init(labels: labels, vocabulary: vocabulary, classifier: classifier)
  }

  private static func block(
    _ reader: inout ByteReader
  ) throws(LearningFileError) -> Vocabulary.Block {
    let block = Vocabulary.Block(
      hashes: try reader.numbers(), rowCounts: try reader.numbers())
    try reader.require(
      block.hashes.count == block.rowCounts.count, "its vocabulary differs in length")
    return block
  }

  private static func classifier(
    _ reader: inout ByteReader, _ classCount: Int, _ vocabulary: Vocabulary
  ) throws(LearningFileError) -> Classifier {
    let labelCount = try reader.number(UInt64.self)
    try reader.require(labelCount < UInt64(UInt32.max), "it counts too many labels")
    let isPresent = try reader.numbers(UInt8.self).map { $0 == 1 }
    let features = try reader.numbers(UInt32.self)
    var groups: [[SIMD4<Float>]] = []
    for _ in 0..<(classCount + 3) / 4 {
      let numbers = try reader.floats()
      try reader.require(numbers.count == (features.count + 1) * 4, "it lacks weights")
      groups.append(
        stride(from: 0, to: numbers.count, by: 4).map {
          SIMD4(numbers[$0], numbers[$0 + 1], numbers[$0 + 2], numbers[$0 + 3])
        })
    }
    let words = try reader.numbers(UInt32.self)
    let scores = try reader.floats()
    let unseen = try reader.floats()
    try reader.require(
      isPresent.count == classCount && unseen.count == classCount
        && scores.count == words.count * classCount
        && features.allSatisfy { $0 < vocabulary.featureCount }
        && words.allSatisfy { $0 < vocabulary.words.count }, "its parts do not fit together")
    return Classifier(
      classCount: classCount, fingerprint: vocabulary.fingerprint, labelCount: Int(labelCount),
      isPresent: isPresent, linearFeatures: features, linearWeights: groups, bayesWords: words,
      bayesScores: scores, bayesUnseen: unseen)
  }
}
