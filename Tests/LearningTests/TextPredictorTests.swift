import Domain
import TestSupport
import Testing

@testable import Learning

@Suite struct TextPredictorTests {
  private func model(_ texts: [String], labels: [Int], classCount: Int) -> TextModel {
    let features = TextFeatures(texts: texts)
    let known = (0..<texts.count / 2).map { HumanLabel(item: $0, label: labels[$0]) }
    return TextModel(
      labels: (0..<classCount).map { "label \($0)" }, vocabulary: features.vocabulary,
      classifier: ClassifierTrainer().train(features, labels: known, classCount: classCount))
  }

  /// The same by way of `TextFeatures`.
  private func byFeatures(_ texts: [String], _ model: TextModel) -> [Float] {
    model.classifier.predict(TextFeatures(texts: texts, vocabulary: model.vocabulary)).values
  }

  private func predict(_ texts: [String], with predictor: TextPredictor) -> [Float] {
    var (predictor, values): (TextPredictor, [Float]) = (predictor, [])
    for text in texts {
      var text = text
      text.withUTF8 { predictor.predict($0, appendingTo: &values) }
    }
    return values
  }

  @Test("A text predictor equals the classifier on headlines, bit for bit")
  func headlines() throws {
    let headlines = try SampleHeadlines(count: 3000)
    let half = Array(headlines.texts[..<1000])
    let model = model(half, labels: headlines.labels, classCount: 4)
    let expected = byFeatures(headlines.texts, model)
    #expect(predict(headlines.texts, with: TextPredictor(model)) == expected)
  }

  @Test("Clearing the token cache does not change predictions", arguments: [0, 1, 50])
  func forgetting(limit: Int) throws {
    let headlines = try SampleHeadlines(count: 600)
    let model = model(headlines.texts, labels: headlines.labels, classCount: 4)
    let expected = byFeatures(headlines.texts, model)
    #expect(predict(headlines.texts, with: TextPredictor(model, tokenLimit: limit)) == expected)
  }

  @Test("A text predictor equals the classifier on unusual texts with seven labels")
  func unusual() {
    let made = MadeUpTexts(count: 120, classCount: 7)
    let model = model(made.texts, labels: made.labels, classCount: 7)
    let texts =
      made.texts + [
        "", "   ", "topic1n1 topic1n1 topic1n1-topic1n1", "未知の word1 WORD1",
        "caf\u{E9} cafe\u{301}",
        "\u{2003}word2\u{2003}topic3n3\u{2003}", String(repeating: "topic2n2", count: 900),
      ]
    let expected = byFeatures(texts, model)
    #expect(predict(texts, with: TextPredictor(model)) == expected)
  }
}
