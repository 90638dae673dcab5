import Domain

/// Builds the blocks of a guide from text and tags.
struct GuideBuilder {
  private(set) var blocks: [Guide.Block] = []
  private var kind = Guide.Block.Kind.paragraph
  private var text = ""
  /// Whether the text has more than blanks.
  private var hasWords = false
  /// The open lists: nil for bullets, otherwise the number of the latest item.
  private var lists: [Int?] = []
  /// The address of an open link, and the length of the text before it, in bytes.
  private var link: (address: String, start: Int)?
  /// The addresses that the block shows.
  private var addresses = Set<String>()

  mutating func add(_ token: MarkupToken) {
    switch token {
    case .text(let text):
      self.text += text
      hasWords = hasWords || text.contains { !$0.isWhitespace }
    case .open(let name, let attributes): open(name, attributes)
    case .close(let name): close(name)
    }
  }

  mutating func heading(_ text: String) {
    endBlock()
    kind = .heading
    self.text = text
    endBlock()
  }

  private mutating func open(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      endBlock()
      kind = .heading
    case "ul", "ol":
      endBlock()
      lists.append(name == "ol" ? 0 : nil)
    case "li":
      endBlock()
      beginListItem()
    case "td", "th":
      if hasWords { text += " · " }
    case "a": link = attributes["href"].map { ($0, text.utf8.count) }
    case _ where Self.blockTags.contains(name): endBlock()
    default: break
    }
  }

  private mutating func close(_ name: String) {
    switch name {
    case "ul", "ol":
      endBlock()
      _ = lists.popLast()
    case "h1", "h2", "h3", "h4", "h5", "h6", "li": endBlock()
    case "a": endLink()
    case _ where Self.blockTags.contains(name): endBlock()
    default: break
    }
  }

  /// The tags that begin a new block; all others are inline.
  private static let blockTags: Set<String> = [
    "p", "br", "div", "section", "article", "table", "tr", "hr", "blockquote", "pre", "dl", "dt",
    "dd", "header", "footer",
  ]

  private mutating func beginListItem() {
    kind = .bullet
    guard let list = lists.last, let number = list else { return }
    lists[lists.count - 1] = number + 1
    text = "\(number + 1). "
    hasWords = true
  }

  /// The longest address that is shown, in bytes.
  private static let addressLimit = 2048

  /// Appends a link's address to its text, since a terminal has no links.
  private mutating func endLink() {
    defer { link = nil }
    guard let (address, start) = link, address.utf8.count <= Self.addressLimit,
      address.hasPrefix("http://") || address.hasPrefix("https://"),
      addresses.insert(address).inserted,
      !text[text.utf8.index(text.startIndex, offsetBy: start)...].contains(address)
    else { return }
    text += " (\(address))"
  }

  mutating func endBlock() {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !words.isEmpty { blocks.append(Guide.Block(kind: kind, text: words)) }
    text = ""
    (hasWords, addresses) = (false, [])
    if let link { self.link = (link.address, 0) }
    kind = .paragraph
  }
}
