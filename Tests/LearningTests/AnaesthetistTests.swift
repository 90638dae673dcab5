import Domain
import Testing

@testable import Learning

/// The data of Dawid and Skene, 1979, table 1: 45 patients, graded from 1 to 4 by five
/// anaesthetists, three times by the first.
@Suite struct AnaesthetistTests {
  /// A patient a word: the first one's three grades, then those of the others.
  private let grades = """
    1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 \
    1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 \
    1111111 1111111 2322222 1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343 \
    2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222
    """

  private var answers: [AnnotationSnapshot.Annotation] {
    let observers = ["1", "1", "1", "2", "3", "4", "5"]
    return grades.split(separator: " ").enumerated().flatMap { patient, row in
      zip(observers, row).map {
        .init(item: patient, worker: $0, label: ($1.wholeNumberValue ?? 1) - 1)
      }
    }
  }

  @Test("Dawid–Skene without priors gives the published shares of the grades")
  func shares() throws {
    let result = DawidSkene(NumberedAnswers(answers), labelCount: 4, prior: .none)
    let published = [0.40, 0.42, 0.11, 0.07]
    #expect(zip(result.shares, published).allSatisfy { abs($0 - $1) < 0.005 })
    // The first anaesthetist's rates for patients of grade 1.
    let rates = try #require(result.confusions(of: "1"))[0]
    #expect(zip(rates, [0.89, 0.11, 0, 0]).allSatisfy { abs($0 - $1) < 0.005 })
  }

  @Test("Dawid–Skene without priors gives each patient the most probable grade")
  func grading() {
    let result = DawidSkene(NumberedAnswers(answers), labelCount: 4, prior: .none)
    // As an implementation of the published equations in NumPy gives them.
    let expected = "142222132243121111222222112111131224233111212"
    #expect(
      (0..<45).map { "\((result.label(of: $0)?.label ?? -1) + 1)" }.joined()
        == expected)
    // Observer 1's table of the paper, in hundredths.
    let rates = result.confusions(of: "1")?.map { $0.map { Int(($0 * 100).rounded()) } }
    #expect(rates == [[89, 11, 0, 0], [7, 88, 5, 0], [0, 34, 66, 0], [0, 0, 56, 44]])
  }
}
