/// What is wrong with label categories or a worker task template, beyond the fields' form.
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
    case .tooFewLabels: "there must be two labels at least; add one"
    case .tooManyLabels(let limit): "there are more than \(limit) labels; remove some"
    case .duplicateLabel(let name): "the label “\(name)” stands twice; remove or rename one"
    case .unusableKey(let key, let label):
      "the key “\(key)” of “\(label)” is not one character that can be typed; choose another"
    case .commandKey(let key, let label):
      "the key “\(key)” of “\(label)” is a command of the labeling screen; choose another"
    case .duplicateKey(let key, let label):
      "the key “\(key)” of “\(label)” belongs to another label already; choose another"
    case .noKeyLeft(let label): "no key is left for “\(label)”; give it one with \"key\""
    case .templateTooLarge(let limit):
      "the worker task template has more than \(limit >> 20) MB; shorten it"
    case .templateSaysNothing:
      "the worker task template says nothing; give crowd-classifier a header, or write instructions"
    }
  }
}
