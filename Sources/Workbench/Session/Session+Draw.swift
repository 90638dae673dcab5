package import TerminalUI

extension Session {
  /// Draws the session: same state and size, same screen.
  package func draw(_ size: Size) -> Drawing {
    var drawing = Drawing(size)
    guard Frame.fits(size) else {
      Frame.drawTooSmall(on: &drawing.screen)
      return drawing
    }
    var context = context
    context.size = size
    let frame = Frame(view: top, context: context)
    let part = frame.draw(on: &drawing)
    top.draw(on: &drawing, in: part, context)
    if let dialog = context.dialog, !dialog.isInline {
      drawing.shown.item = nil
      drawing.shown.regions = []
      let space = top.dialogSpace(in: part, context)
      DialogBox(dialog: dialog, space: space, keys: context.keys)
        .draw(on: &drawing, above: frame.footerRows(scope))
    }
    frame.drawFooter(on: &drawing, scope: scope)
    return drawing
  }

  package func draw(rows: Int, columns: Int) -> Screen {
    draw(Size(rows: rows, columns: columns)).screen
  }
}
