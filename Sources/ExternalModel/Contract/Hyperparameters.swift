import Foundation

/// A model's hyperparameters in the form of SageMaker's training toolkit.
struct Hyperparameters: Sendable {
  let values: [String: String]

  /// The environment variables: all values in `SM_HPS`, and each in `SM_HP_NAME`.
  var environment: [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let all = (try? encoder.encode(values)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    var variables = ["SM_HPS": all.replacing("\0", with: "")]
    for (name, value) in values {
      variables["SM_HP_" + Self.variable(name)] = value.replacing("\0", with: "")
    }
    return variables
  }

  private static func variable(_ name: String) -> String {
    String(
      name.uppercased().unicodeScalars.map { scalar in
        let isFit = scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "_")
        return isFit || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
      })
  }

  /// Throws if an input mode other than File is set: channels are files here.
  func checkInputMode() throws(ModelFailure) {
    for (name, value) in values {
      let bare = name.lowercased().filter { $0 != "_" && $0 != "-" }
      if bare.hasSuffix("inputmode") && ["pipe", "fastfile"].contains(value.lowercased()) {
        throw ModelFailure(
          "the hyperparameter \(name) asks for \(value) mode, but channels are files here; "
            + "set it to File, or choose an algorithm that can read files")
      }
    }
  }
}
