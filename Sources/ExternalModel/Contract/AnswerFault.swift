import Dataset
import Domain

/// A fault of a line of a model's answers.
enum AnswerFault: Error, Equatable {
  case notJSON(JSONFault.Reason)
  case missing(String)
  case twice(String)
  case notAList(String)
  case notANumber
  case notALabel
  case tooManyClasses(classes: Int)
  case counts(probabilities: Int, labels: Int)
  case unknownLabel(String)
  case labelTwice(String)
  case outOfRange(Double)
  case unsorted
  case sum(Double)
  case tooLong(bytes: Int)
  case nothing
}

extension AnswerFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .notJSON(let reason): "\(reason)"
    case .missing(let key): "“\(key)” is missing"
    case .twice(let key): "“\(key)” appears twice"
    case .notAList(let key): "“\(key)” is not a list"
    case .notANumber: "a probability is not a finite number"
    case .notALabel: "a label is neither text nor an index"
    case .tooManyClasses(let classes): "more entries than the \(classes) classes of the job"
    case .counts(let probabilities, let labels):
      "“prob” has \(probabilities) entries and “label” \(labels); expected as many in both"
    case .unknownLabel(let label):
      "the job has no label “\(label)”; __label__N (N from 0) or a label's name is expected"
    case .labelTwice(let label): "the label “\(label)” appears twice"
    case .outOfRange(let value): "the probability \(value) is not between 0 and 1"
    case .unsorted: "the probabilities are not in falling order; the likeliest class comes first"
    case .sum(let sum): "the probabilities sum to \(Self.rounded(sum)), not to 1 (±0.01)"
    case .tooLong(let bytes): "longer than \(bytes) bytes"
    case .nothing: "an empty line"
    }
  }

  private static func rounded(_ value: Double) -> Double { (value * 10000).rounded() / 10000 }
}
