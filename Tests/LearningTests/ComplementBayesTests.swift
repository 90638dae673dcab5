import Domain
import Foundation
import Testing

@testable import Learning

@Suite struct ComplementBayesTests {
  @Test("Naive Bayes scores equal the hand-computed ones")
  func byHand() throws {
    // Words by frequency: ball (3 rows), bank (2), rate (2); all of them features.
    let features = TextFeatures(texts: ["ball bank", "ball rate", "bank rate ball"])
    #expect(features.vocabulary.words.count == 3)
    let labels = [HumanLabel(item: 0, label: 0), HumanLabel(item: 1, label: 1)]
    let bayes = ComplementBayes(features, labels: labels, classCount: 2, smoothing: 0.5)
    #expect(bayes.words == [0, 1, 2])
    // Outside class 0 lies row 1: ball 1, bank 0, rate 1; 2 words and 3 × 0.5.
    let zero = [1.5, 0.5, 1.5].map { -log($0 / 3.5) }
    let one = [1.5, 1.5, 0.5].map { -log($0 / 3.5) }
    for word in 0..<3 {
      #expect(abs(Double(bayes.scores[word * 2]) - zero[word]) < 1e-6)
      #expect(abs(Double(bayes.scores[word * 2 + 1]) - one[word]) < 1e-6)
    }
    #expect(abs(Double(bayes.unseen[0]) - (-log(0.5 / 3.5))) < 1e-6)
  }

  @Test("Naive Bayes scores words without labels by smoothing alone")
  func unseen() {
    let features = TextFeatures(texts: ["ball", "ball", "bank", "bank"])
    let bayes = ComplementBayes(
      features, labels: [HumanLabel(item: 0, label: 0)], classCount: 2, smoothing: 0.3)
    #expect(bayes.words.count == 1)
    #expect(abs(Double(bayes.unseen[1]) - (-log(0.3 / 1.6))) < 1e-6)
  }
}
