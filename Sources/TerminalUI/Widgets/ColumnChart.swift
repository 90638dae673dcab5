extension Screen {
  /// Draws columns from the bottom of a part up, to an eighth of a row.
  ///
  /// Each column is a stack of shares of the part's height. Columns that do not fit are left out
  /// at the left, where the oldest are.
  package mutating func drawColumns(_ stacks: [[BarPart]], in part: Rect, columnsEach: Int) {
    guard columnsEach > 0 else { return }
    let shown = stacks.suffix(part.columns / columnsEach)
    for (index, stack) in shown.enumerated() {
      drawColumn(stack, in: part, column: part.column + index * columnsEach, columns: columnsEach)
    }
  }

  private mutating func drawColumn(_ stack: [BarPart], in part: Rect, column: Int, columns: Int) {
    let scale = EighthScale(parts: stack, length: part.rows, rest: nil)
    // A gap on the right keeps wide columns apart.
    let filled = columns > 2 ? columns - 1 : columns
    for height in 0..<part.rows {
      let cell = scale.cell(height, blocks: EighthScale.lowerBlocks)
      guard let character = cell.character, character != " " else { break }
      write(
        String(repeating: character, count: filled), row: part.bottom - 1 - height,
        column: column, style: cell.style)
    }
  }
}

/// Numbers as columns, the largest one as high as there is room.
package struct Histogram: Sendable, Equatable {
  package let counts: [Int]
  /// The share of the axis, 0–1, from which on the columns are series 2; nil for none.
  package let threshold: Double?

  package init(counts: [Int], threshold: Double?) {
    self.counts = counts
    self.threshold = threshold
  }

  /// Returns how many columns each number gets where there is so much room.
  package func columnsEach(in columns: Int) -> Int {
    counts.isEmpty ? 0 : max(1, columns / counts.count)
  }

  /// Returns the column that the threshold lies in.
  package func thresholdColumn(in columns: Int) -> Int? {
    let width = columnsEach(in: columns) * counts.count
    return threshold.map { min(max(0, width - 1), Int($0 * Double(width))) }
  }

  /// A column for each number, as high as its share of the largest.
  package var stacks: [[BarPart]] {
    let largest = Double(max(1, counts.max() ?? 1))
    return counts.enumerated().map { index, count in
      [BarPart(Double(count) / largest, isLit(index) ? .series2 : .track)]
    }
  }

  private func isLit(_ index: Int) -> Bool {
    guard let threshold else { return false }
    // A bin that the threshold cuts is lit if most of it lies above.
    return (Double(index) + 0.5) / Double(counts.count) >= threshold
  }
}
