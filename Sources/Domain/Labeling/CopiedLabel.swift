/// An item whose label was copied from the item of its stack that was on the screen, the head.
package struct CopiedLabel: Sendable, Equatable {
  package var item: Item.ID
  package var head: Item.ID

  package init(item: Item.ID, head: Item.ID) {
    self.item = item
    self.head = head
  }
}
