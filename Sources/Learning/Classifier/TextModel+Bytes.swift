package import Domain

extension TextModel {
  static let seal = Seal("WINNOWMO", of: "model", layout: .version(2))

  /// The contents of a file `model.winnow`, seal included.
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(UInt64(labels.count))
    for label in labels { writer.write(label) }
    writer.write(UInt64(vocabulary.rowCount))
    for block in [vocabulary.words, vocabulary.grams] {
      writer.write(block.hashes)
      writer.write(block.rowCounts)
    }
    classifier.write(to: &writer)
    return Self.seal.closed(writer.bytes)
  }

  /// Reads the contents of a file `model.winnow`; throws `ByteFault` if they are foreign or
  /// damaged.
  package init(bytes: [UInt8]) throws(ByteFault) {
    var reader = ByteReader(try Self.seal.opened(bytes), of: Self.seal.name)
    let nameCount = try reader.count(below: 100_000)
    var labels: [String] = []
    for _ in 0..<nameCount { labels.append(try reader.text()) }
    let vocabulary = Vocabulary(
      rowCount: try reader.count(below: Int(UInt32.max)), words: try Self.block(&reader),
      grams: try Self.block(&reader))
    let classifier = try Classifier(&reader)
    try reader.requireEnd()
    try reader.require(
      classifier.classCount == labels.count && classifier.fingerprint == vocabulary.fingerprint
        && classifier.vocabularySize == vocabulary.size,
      "its parts do not fit together")
    self.init(labels: labels, vocabulary: vocabulary, classifier: classifier)
  }

  private static func block(
    _ reader: inout ByteReader
  ) throws(ByteFault) -> Vocabulary.Block {
    let block = Vocabulary.Block(
      hashes: try reader.numbers(), rowCounts: try reader.numbers())
    try reader.require(
      block.hashes.count == block.rowCounts.count, "its vocabulary differs in length")
    return block
  }
}
