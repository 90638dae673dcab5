/// A fault of label categories or of a worker task template.
package enum JobFault: FaultReason {
  case tooFewLabels
  case tooManyLabels(Int)
  case duplicateLabel(String)
  case unusableKey(String, label: String)
  case commandKey(Character, label: String)
  case duplicateKey(Character, label: String)
  case noKeyLeft(label: String)
  case templateTooLarge(limit: Int)
  case templateSaysNothing
}

extension JobFault {
  package var description: String {
    switch self {
    case .tooFewLabels: "there must be at least two labels; add one"
    case .tooManyLabels(let limit): "there are more than \(limit) labels; remove some"
    case .duplicateLabel(let name): "the label “\(name)” appears twice; remove or rename one"
    case .unusableKey(let key, let label):
      "the key “\(key)” of “\(label)” is not a single character that can be typed; choose another"
    case .commandKey(let key, let label):
      "the key “\(key)” of “\(label)” is a command of the labeling screen; choose another"
    case .duplicateKey(let key, let label):
      "the key “\(key)” of “\(label)” is already another label's key; choose another"
    case .noKeyLeft(let label): "no key is left for “\(label)”; add one with \"key\""
    case .templateTooLarge(let limit):
      "the worker task template has more than \(limit >> 20) MB; shorten it"
    case .templateSaysNothing:
      "the worker task template has no text; give crowd-classifier a header, or write instructions"
    }
  }
}
