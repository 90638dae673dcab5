/// The worker task template's question, instructions and context.
package struct Guide: Sendable, Equatable, Codable {
  /// A piece of the instructions, already plain text.
  package struct Block: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Equatable, Codable {
      case heading
      case paragraph
      case bullet
    }

    package let kind: Kind
    package let text: String

    package init(kind: Kind, text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// The question over the item: “Which category fits this title best?”, say.
  package let header: String
  /// The instructions beside the item, where there is room.
  package let shortInstructions: [Block]
  /// The instructions that the guide key opens.
  package let fullInstructions: [Block]
  /// The further keys of a line that the template shows, in its order.
  package let contextKeys: [String]

  package init(
    header: String, shortInstructions: [Block] = [], fullInstructions: [Block] = [],
    contextKeys: [String] = []
  ) {
    self.header = header
    self.shortInstructions = shortInstructions
    self.fullInstructions = fullInstructions
    self.contextKeys = contextKeys
  }

  /// The same guide, with this question if it has none of its own.
  package func headed(_ title: String) -> Guide {
    guard header.isEmpty else { return self }
    return Guide(
      header: title, shortInstructions: shortInstructions, fullInstructions: fullInstructions,
      contextKeys: contextKeys)
  }
}
