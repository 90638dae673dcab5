import Domain

/// The kinds of a project's sealed files, by the eight letters at their beginning.
///
/// The last letter is the version of the body's format; it changes when older programs would
/// misread it.
package enum FileKind: String, Sendable, CaseIterable {
  case lineIndex = "WNLINES2"
  /// The index without the lines' hashes.
  case earlierLineIndex = "WNLINES1"
  case input = "WNINPUT1"
  case answers = "WNANSWE1"
  case decisions = "WNDECIS3"
  /// The digests without the items that are asked again and the job's own row.
  case earlierDecisions = "WNDECIS2"
  /// The digests without those of adjudications.
  case earliestDecisions = "WNDECIS1"
  case graph = "WNGRAPH2"
  case stacks = "WNSTACK1"
  case labels = "WNHUMAN1"
  case calibration = "WNCALIB1"
  case model = "WNMODEL1"
  case predictions = "WNPREDI1"
  case autoLabels = "WNLABEL1"
  case scores = "WNSCORE1"
  case publication = "WNPUBLI1"
  case promise = "WNPROMI1"

  var seal: Seal { Seal(rawValue, of: "\(rawValue) file") }
}
