package import Domain

/// The worker task template: the question and the instructions for labelers.
///
/// Reads the elements of Ground Truth's templates (`crowd-form`, `crowd-classifier`,
/// `full-instructions`, `short-instructions`), plain text and Markdown. Nothing is executed.
package enum WorkerTaskTemplate {
  private static let sizeLimit = 1 << 20

  /// Reads the file at a path.
  ///
  /// In a guide without a header the job's `TaskTitle` is the question.
  package static func read(path: String) throws(FileFaults) -> Guide {
    try read(MappedFile(path: path, limit: MappedFile.smallLimit))
  }

  /// Reads a file that is open.
  package static func read(_ file: MappedFile) throws(FileFaults) -> Guide {
    guard file.count <= sizeLimit else {
      throw FileFaults(file: file.path, JobFault.templateTooLarge(limit: sizeLimit))
    }
    // As in a browser, bytes that are not UTF-8 become replacement characters.
    let text = file.withBytes { String(decoding: $0, as: UTF8.self) }
    let guide = parse(text)
    guard
      !guide.header.isEmpty || !guide.fullInstructions.isEmpty
        || !guide.shortInstructions.isEmpty
    else {
      throw FileFaults(file: file.path, JobFault.templateSaysNothing)
    }
    return guide
  }

  package static func parse(_ template: String) -> Guide {
    let liquid = LiquidText(template)
    let tokens = MarkupReader.tokens(of: liquid.text)
    guard tokens.contains(where: { isTag($0) }) else {
      let blocks = MarkdownText.blocks(of: Entities.decode(liquid.text))
      return Guide(
        header: "", shortInstructions: blocks, fullInstructions: blocks, contextKeys: liquid.keys)
    }
    return guide(of: tokens, contextKeys: liquid.keys)
  }

  private static func guide(of tokens: [MarkupToken], contextKeys: [String]) -> Guide {
    var header = ""
    var full = GuideBuilder()
    var short = GuideBuilder()
    var outside = GuideBuilder()
    var section = Section.outside
    for token in tokens {
      if case .open(let name, let attributes) = token {
        if header.isEmpty, name.hasPrefix("crowd-"), let text = attributes["header"] {
          header = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        if let opened = Section(rawValue: name) {
          section = opened
          if section == .full, let text = attributes["header"] { full.heading(text) }
        }
      }
      switch section {
      case .full: full.add(token)
      case .short: short.add(token)
      case .outside: outside.add(token)
      case .target: break
      }
      if case .close(let name) = token, Section(rawValue: name) != nil { section = .outside }
    }
    full.endBlock()
    short.endBlock()
    outside.endBlock()
    // In a page without these elements, all text is instructions.
    let hasSections = !full.blocks.isEmpty || !short.blocks.isEmpty || !header.isEmpty
    return Guide(
      header: header, shortInstructions: short.blocks,
      fullInstructions: hasSections ? full.blocks : outside.blocks, contextKeys: contextKeys)
  }

  /// The sections of a template, by tag.
  private enum Section: String {
    case full = "full-instructions"
    case short = "short-instructions"
    case target = "classification-target"
    case outside = "crowd-form"
  }

  private static func isTag(_ token: MarkupToken) -> Bool {
    if case .text = token { false } else { true }
  }
}
