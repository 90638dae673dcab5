import Domain
import Testing

@testable import Learning

@Suite struct TextModelTests {
  private let made = MadeUpTexts(count: 60)

  private func model() -> (TextModel, TextFeatures) {
    let features = TextFeatures(texts: made.texts)
    let classifier = ClassifierTrainer().train(
      features, labels: made.humanLabels(0..<30), classCount: 3)
    return (
      TextModel(
        labels: ["Business", "健康", ""], vocabulary: features.vocabulary, classifier: classifier),
      features
    )
  }

  @Test("A text model survives encoding and predicts the same")
  func roundTrip() throws {
    let (model, features) = model()
    let read = try TextModel(bytes: model.bytes)
    #expect(read == model)
    #expect(read.predict(made.texts) == model.classifier.predict(features))
  }

  @Test("Training a text model twice gives the same bytes")
  func sameBytes() { #expect(model().0.bytes == model().0.bytes) }

  @Test("A text outside the pool is predicted")
  func outside() {
    let rows = model().0.predict(["topic1n3 topic1n4 nowhere", "", "未知の"])
    #expect(rows.count == 3)
    #expect(rows.values.allSatisfy { $0.isFinite })
  }

  @Test("A changed byte anywhere in a model file is noticed")
  func damage() {
    let bytes = model().0.bytes
    for place in stride(from: 0, to: bytes.count, by: 211) {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(throws: ByteFault.self) { try TextModel(bytes: damaged) }
    }
  }

  @Test("A truncated model file is refused", arguments: [0, 5, 8, 12, 19, 20, 300])
  func truncated(length: Int) {
    let bytes = Array(model().0.bytes.prefix(length))
    #expect(throws: ByteFault.self) { try TextModel(bytes: bytes) }
  }

  @Test("A graph is refused as a model, with a message")
  func foreign() {
    let graph = NeighborGraph(TextFeatures(texts: made.texts))
    let error = #expect(throws: ByteFault.self) { try TextModel(bytes: graph.bytes) }
    #expect(error?.description == "This is not a model of winnow.")
  }

  @Test("A model file of a later version is refused by its number")
  func laterVersion() {
    var bytes = model().0.bytes
    bytes[8] = 9
    let error = #expect(throws: ByteFault.self) { try TextModel(bytes: bytes) }
    #expect(error?.reason == .unknownVersion(9))
  }

  @Test("A model file with a forged count and a valid checksum is refused")
  func forged() throws {
    var writer = ByteWriter()
    writer.write(UInt64(2))
    writer.write(UInt64.max)
    let bytes = TextModel.seal.closed(writer.bytes)
    let error = #expect(throws: ByteFault.self) { try TextModel(bytes: bytes) }
    #expect(error?.reason == .damaged("a count is too large"))
  }
}
