import ArgumentParser

/// A number, or `none` for no limit.
struct Limit<Value: LosslessStringConvertible & Sendable>: ExpressibleByArgument {
  let value: Value?

  init?(argument: String) {
    if argument == "none" {
      value = nil
    } else {
      guard let value = Value(argument) else { return nil }
      self.value = value
    }
  }
}
