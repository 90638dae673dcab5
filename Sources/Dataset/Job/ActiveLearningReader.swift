import Domain

/// Reads the `ActiveLearning` object of a request.
struct ActiveLearningReader {
  /// The folder of the job file, where relative paths of containers start.
  let folder: String

  func read(_ reader: inout FieldReader) -> ActiveLearning {
    var result = ActiveLearning()
    let defaults = result
    result.targetAccuracy =
      reader.number("TargetAccuracy", in: 0.5...0.999) ?? defaults.targetAccuracy
    result.confidence = reader.number("Confidence", in: 0.5...0.99) ?? defaults.confidence
    result.startLabels = amount("StartLabels", in: &reader) ?? defaults.startLabels
    result.batchSize = amount("BatchSize", in: &reader) ?? defaults.batchSize
    result.auditShare = share("AuditShare", in: &reader) ?? defaults.auditShare
    result.repeatShare = share("RepeatShare", in: &reader) ?? defaults.repeatShare
    result.answerErrors = reader.number("AnswerErrors", in: 0...0.3)
    result.goldShare = reader.number("GoldShare", in: LeadSettings.goldShares)
    result.promise = choice("Promise", in: &reader) ?? defaults.promise
    result.isTargetPerLabel = reader.bool("TargetPerLabel") ?? defaults.isTargetPerLabel
    result.strategy = strategy(in: &reader) ?? defaults.strategy
    result.model = model("Model", in: &reader) ?? defaults.model
    result.challenger = model("Challenger", in: &reader)
    result.opinions = choice("Opinions", in: &reader) ?? defaults.opinions
    result.consolidation = choice("Consolidation", in: &reader) ?? defaults.consolidation
    result.humanConfidence =
      reader.number("HumanConfidence", in: 0...1) ?? defaults.humanConfidence
    result.machineConfidence =
      choice("MachineConfidence", in: &reader) ?? defaults.machineConfidence
    result.groupKey = reader.string("GroupKey", length: 1...ManifestLimits.attribute)
    result.contextKeys = reader.strings("ContextKeys") ?? []
    return result
  }

  private func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, in reader: inout FieldReader
  ) -> Choice? {
    guard let field = reader.field(name), let text = reader.string(field) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    refuse(field, text, allowed: Choice.allCases.map(\.rawValue), in: &reader)
    return nil
  }

  private func refuse(
    _ field: LocatedJSON.Field, _ text: String, allowed: [String], in reader: inout FieldReader
  ) {
    let nearest = NearestName.of(text, among: allowed).map { "; did you mean “\($0)”?" } ?? ""
    let list = allowed.map { "“\($0)”" }.joined(separator: ", ") + nearest
    reader.report(
      .notAllowed(field: reader.name(field.name), found: "“\(text)”", allowed: "one of \(list)"),
      line: field.value.line)
  }

  /// Reads `"auto"`, a count, or a share such as `"20%"`.
  private func amount(_ name: String, in reader: inout FieldReader) -> ActiveLearning.Amount? {
    guard let field = reader.field(name) else { return nil }
    switch field.value.value {
    case .number(let text):
      if let count = Int(text), count >= 1 { return .count(count) }
    case .string(let text):
      if let amount = ActiveLearning.Amount(text) { return amount }
    default: break
    }
    let allowed = "\"auto\", a count of at least 1, or a share such as \"20%\""
    reader.report(
      .notAllowed(field: reader.name(name), found: found(field), allowed: allowed),
      line: field.value.line)
    return nil
  }

  private func share(_ name: String, in reader: inout FieldReader) -> ActiveLearning.Amount? {
    guard let field = reader.field(name) else { return nil }
    switch field.value.value {
    case .number(let text):
      if let share = Double(text), (0...0.5).contains(share) { return .share(share) }
    case .string(let text):
      switch ActiveLearning.Amount(text) {
      case .auto?: return .auto
      case .share(let share)? where share <= 0.5: return .share(share)
      default: break
      }
    default: break
    }
    let allowed = "\"auto\", or a share from 0 to 0.5"
    reader.report(
      .notAllowed(field: reader.name(name), found: found(field), allowed: allowed),
      line: field.value.line)
    return nil
  }

  private func found(_ field: LocatedJSON.Field) -> String {
    switch field.value.value {
    case .number(let text): text
    case .string(let text): "“\(text)”"
    default: field.value.kind
    }
  }

  private func strategy(in reader: inout FieldReader) -> ActiveLearning.Strategy? {
    guard let field = reader.field("Strategy") else { return nil }
    if case .object = field.value.value {
      return reader.object("Strategy") { command(in: &$0).map(ActiveLearning.Strategy.command) }
    }
    return choice("Strategy", in: &reader).map { .builtIn($0) }
  }

  private func command(in reader: inout FieldReader) -> [String]? {
    guard let field = reader.required("Command") else { return nil }
    let command = reader.strings("Command") ?? []
    if command.isEmpty || command[0].isEmpty {
      reader.report(
        .notAllowed(
          field: reader.name("Command"), found: found(field),
          allowed: "a list with the program first, such as [\"./model.py\"]"),
        line: field.line)
    }
    return command
  }

  private func model(
    _ name: String, in reader: inout FieldReader
  ) -> ActiveLearning.Model? {
    guard let field = reader.field(name) else { return nil }
    if case .object = field.value.value {
      return reader.object(name) { modelObject(in: &$0) }
    }
    guard let text = reader.string(field) else { return nil }
    if text != "built-in" {
      reader.report(
        .notAllowed(
          field: reader.name(name), found: "“\(text)”",
          allowed: "“built-in” or an object with Command, Container, Image or Endpoint"),
        line: field.line)
    }
    return ActiveLearning.Model()
  }

  func modelObject(in reader: inout FieldReader) -> ActiveLearning.Model? {
    var model = ActiveLearning.Model()
    model.kind = kind(in: &reader) ?? .builtIn
    model.hyperparameters = hyperparameters(in: &reader)
    model.batchStrategy = choice("BatchStrategy", in: &reader) ?? model.batchStrategy
    model.timeoutSeconds = reader.integer("TimeoutSeconds", in: 1...86_400) ?? model.timeoutSeconds
    model.maxPayloadInMB = reader.integer("MaxPayloadInMB", in: 1...100) ?? model.maxPayloadInMB
    model.tokenFile = reader.string("TokenFile", length: 1...4096).flatMap {
      FilePathField.resolve($0, from: folder)
    }
    model.memoryLimitMB = reader.integer("MemoryLimitMB", in: 1...Int(Int32.max))
    return model
  }

  private func kind(in reader: inout FieldReader) -> ActiveLearning.Model.Kind? {
    let names = ["Command", "Container", "Image", "Endpoint"]
    let given = names.filter { reader.field($0) != nil }
    guard let first = given.first else {
      reader.report(.missing(field: reader.name("Command")), line: reader.line)
      return nil
    }
    if given.count > 1 {
      reader.report(.both(reader.name(given[0]), reader.name(given[1])), line: reader.line)
    }
    if first == "Command" { return command(in: &reader).map { .command($0) } }
    guard let text = reader.string(first, length: 1...4096) else { return nil }
    switch first {
    case "Container": return .container(path: FilePathField.resolve(text, from: folder) ?? text)
    case "Image": return .image(text)
    default:
      if !["http://", "https://", "unix:/"].contains(where: text.hasPrefix) {
        reader.report(
          .notAllowed(
            field: reader.name(first), found: "“\(text)”",
            allowed:
              "an address that begins with http:// or https://, or unix:/ and a socket's path"),
          line: reader.line)
      }
      return .endpoint(text)
    }
  }

  /// Reads the hyperparameters; numbers and Booleans become strings, as in SageMaker.
  private func hyperparameters(in reader: inout FieldReader) -> [String: String] {
    let name = "Hyperparameters"
    guard let field = reader.field(name) else { return [:] }
    guard case .object(let fields) = field.value.value else {
      reader.wrongKind(field, expected: "an object")
      return [:]
    }
    var result: [String: String] = [:]
    for field in fields {
      switch field.value.value {
      case .string(let text), .number(let text): result[field.name] = text
      case .bool(let value): result[field.name] = value ? "true" : "false"
      default:
        reader.report(
          .wrongKind(
            field: "\(reader.name(name)).\(field.name)", expected: "a string or a number",
            found: field.value.kind),
          line: field.value.line)
      }
    }
    return result
  }
}

extension ActiveLearning.Amount {
  /// Reads `auto`, a count such as `500`, or a share such as `20%`.
  package init?(_ text: String) {
    if text == "auto" {
      self = .auto
    } else if let count = Int(text), count >= 1 {
      self = .count(count)
    } else if text.hasSuffix("%"), let percent = Double(text.dropLast()),
      percent > 0, percent <= 100
    {
      self = .share(percent / 100)
    } else {
      return nil
    }
  }
}
