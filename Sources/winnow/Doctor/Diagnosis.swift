/// One thing that `doctor` looked at.
struct Diagnosis: Encodable, Equatable {
  enum State: String, Encodable {
    case ok
    /// Good to know; nothing is wrong.
    case note
    case problem
  }

  let area: String
  let state: State
  let text: String
  /// The command or the action that helps.
  let remedy: String?

  static func ok(_ area: String, _ text: String) -> Diagnosis {
    Diagnosis(area: area, state: .ok, text: text, remedy: nil)
  }

  static func note(_ area: String, _ text: String) -> Diagnosis {
    Diagnosis(area: area, state: .note, text: text, remedy: nil)
  }

  static func problem(_ area: String, _ text: String, remedy: String) -> Diagnosis {
    Diagnosis(area: area, state: .problem, text: text, remedy: remedy)
  }

  /// The line as it is printed; a remedy stands below it.
  var line: String {
    let head = "\(state.rawValue.padding(to: 9))\(area.padding(to: 10))\(text)"
    return remedy.map { "\(head)\n\("".padding(to: 19))to do: \($0)" } ?? head
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
