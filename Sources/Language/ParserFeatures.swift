/// The features from which the next move and the relation of an arc are told (after Zhang and Nivre 2011).
package struct ParserFeatures {
  /// How many features a move is chosen by: the length of the buffer that they are written into.
  package static let moveCount = 74
  /// How many features the relation of an arc is told by: the length of the buffer that they are written
  /// into.
  package static let labelCount = 34

  let words: [SentenceWords.Word]
  /// Tags counted from 1, by word; the root's is one past the last.
  let tags: [UInt8]

  /// Features over tagged words.
  package init(words: [SentenceWords.Word], tags: [UInt8]) { (self.words, self.tags) = (words, tags) }

  /// What features ask of one word; all 0 where there is none.
  struct View {
    var form: UInt64 = 0
    var tag: UInt64 = 0
    var classes: UInt64 = 0
    var both: UInt64 { form ^ tag &* 0x9e37_79b9_7f4a_7c15 }
  }

  /// Noun and verb fields alone: the rest is told by the tag.
  private static let fieldsMask: UInt64 = 0x3FF
  private static let rootForm: UInt64 = 0x524F_4F54

  @inline(__always)
  func view(_ index: Int) -> View {
    if index < 0 || index > words.count { return View() }
    if index == words.count {
      return View(form: Self.rootForm, tag: UInt64(Tag.all.count + 1), classes: 1 << 20)
    }
    return View(
      form: words[index].form,
      tag: UInt64(tags[index]),
      classes: words[index].classes & Self.fieldsMask
    )
  }

  @inline(__always)
  func suffix(_ index: Int) -> UInt64 { words.indices.contains(index) ? words[index].suffix3 : 0 }

  @inline(__always)
  func tag(_ index: Int) -> UInt64 { view(index).tag }

  /// A distance in words, in steps that widen.
  @inline(__always)
  static func bucket(_ distance: Int) -> UInt64 {
    switch distance {
    case ..<5: UInt64(max(distance, 0))
    case ..<8: 5
    case ..<13: 6
    default: 7
    }
  }

  /// What the features of a state are made of.
  private struct MoveView {
    let hasHead, topLabel, stackDepth, distance: UInt64
    /// The top of the stack, the next word, and those behind it.
    let s, b, b1, b2, b3: View
    /// The head of the top and its head; the word below the top.
    let h, h2, s1: View
    /// Children: of the top the leftmost two and the rightmost, of the next word the leftmost two.
    let sl, sl2, sr, bl, bl2: View
    /// How many children the top has on either side, and the next word.
    let vl, vr, vn: UInt64
    /// The relations of those children.
    let setL, setR, setN: UInt64
    /// The relations of the head, of the top's leftmost child, of the next word's.
    let headLabel, leftLabel, nextLabel: UInt64
  }

  @inline(__always)
  private func moveView(_ state: borrowing ParserState) -> MoveView {
    let (top, next) = (state.top, state.next)
    let (topNode, nextNode) = (state.node(top), state.node(next))
    let head = Int(topNode.head)
    let headNode = state.node(head)
    let (l1, l2) = (Int(topNode.leftmost), Int(topNode.leftSecond))
    let (n1, n2) = (Int(nextNode.leftmost), Int(nextNode.leftSecond))
    return MoveView(
      hasHead: head >= 0 ? 1 : 0,
      topLabel: UInt64(topNode.label),
      stackDepth: UInt64(min(state.depth, 4)),
      distance: top < 0 ? 0 : Self.bucket(next - top),
      s: view(top),
      b: view(next),
      b1: view(next + 1),
      b2: view(next + 2),
      b3: view(next + 3),
      h: view(head),
      h2: view(Int(headNode.head)),
      s1: view(state.below),
      sl: view(l1),
      sl2: view(l2),
      sr: view(Int(topNode.rightmost)),
      bl: view(n1),
      bl2: view(n2),
      vl: UInt64(topNode.leftCount),
      vr: UInt64(topNode.rightCount),
      vn: UInt64(nextNode.leftCount),
      setL: topNode.leftLabels,
      setR: topNode.rightLabels,
      setN: nextNode.leftLabels,
      headLabel: UInt64(headNode.label),
      leftLabel: UInt64(state.node(l1).label),
      nextLabel: UInt64(state.node(n1).label)
    )
  }

  /// Writes the features of a state into a buffer of `moveCount`.
  package func writeMove(_ state: borrowing ParserState, into features: UnsafeMutablePointer<UInt64>) {
    let view = moveView(state)
    var writer = FeatureWriter(into: features, base: 101)
    Self.writeWords(view, &writer)
    Self.writePairs(view, &writer)
    Self.writeRelatives(view, &writer)
    Self.writeKin(view, &writer)
    assert(writer.count == Self.moveCount, "as many features as buffers hold")
  }

  /// The shape of the state, and single words.
  @inline(__always)
  private static func writeWords(_ v: MoveView, _ writer: inout FeatureWriter) {
    writer.add(v.hasHead, v.topLabel, v.stackDepth)
    writer.add(v.s.form, v.hasHead)
    writer.add(v.s.tag, v.hasHead)
    writer.add(v.s.both, v.hasHead)
    writer.add(v.s.classes, v.s.tag)
    writer.add(v.b.form)
    writer.add(v.b.tag)
    writer.add(v.b.both)
    writer.add(v.b.classes, v.b.tag)
    writer.add(v.b1.form)
    writer.add(v.b1.tag)
    writer.add(v.b1.both)
    writer.add(v.b1.classes, v.b1.tag)
    writer.add(v.b2.form)
    writer.add(v.b2.tag)
    writer.add(v.b3.tag)
  }

  /// Pairs of words, triples of tags, the distance.
  @inline(__always)
  private static func writePairs(_ v: MoveView, _ writer: inout FeatureWriter) {
    // Pairs.
    writer.add(v.s.both, v.b.tag)
    writer.add(v.s.tag, v.b.both)
    writer.add(v.s.form, v.b.form)
    writer.add(v.s.tag, v.b.tag, v.hasHead)
    writer.add(v.b.tag, v.b1.tag)
    writer.add(v.b.form, v.b1.tag)
    writer.add(v.b.tag, v.b1.form)
    writer.add(v.s.classes, v.b.classes)
    writer.add(v.s.classes, v.b.both)
    writer.add(v.s.form, v.b1.tag, v.b.tag)
    writer.add(v.s.tag, v.b1.form, v.b.tag)
    // Triples of tags.
    writer.add(v.b.tag, v.b1.tag, v.b2.tag)
    writer.add(v.s.tag, v.b.tag, v.b1.tag)
    writer.add(v.h.tag, v.s.tag, v.b.tag)
    writer.add(v.s.tag, v.sl.tag, v.b.tag)
    writer.add(v.s.tag, v.sr.tag, v.b.tag)
    writer.add(v.s.tag, v.b.tag, v.bl.tag)
    writer.add(v.s1.tag, v.s.tag, v.b.tag)
    writer.add(v.s.tag &* 64 &+ v.b.tag, v.b1.tag, v.b2.tag)
    writer.add(v.s1.tag &* 64 &+ v.s.tag, v.b.tag, v.b1.tag)
    // Distance.
    writer.add(v.s.form, v.distance)
    writer.add(v.s.tag, v.distance)
    writer.add(v.s.tag, v.b.tag, v.distance)
  }

  /// Children and relatives of top and next.
  @inline(__always)
  private static func writeRelatives(_ v: MoveView, _ writer: inout FeatureWriter) {
    // How many children.
    writer.add(v.s.form, v.vr)
    writer.add(v.s.form, v.vl)
    writer.add(v.s.tag, v.vl)
    writer.add(v.b.tag, v.vn)
    // Relatives of top and next.
    writer.add(v.h.form)
    writer.add(v.h.tag)
    writer.add(v.topLabel, v.s.tag)
    writer.add(v.topLabel, v.s.form)
    writer.add(v.topLabel, v.b.tag)
    writer.add(v.sl.form)
    writer.add(v.sl.tag)
    writer.add(v.leftLabel, v.s.tag)
    writer.add(v.sr.form)
    writer.add(v.sr.tag)
    writer.add(v.bl.form, v.b.tag)
    writer.add(v.bl.tag)
    writer.add(v.nextLabel, v.b.tag)
    writer.add(v.bl.form, v.s.form)
    writer.add(v.bl.form, v.s.tag, v.b.tag)
  }

  /// Relatives of relatives, sets of relations, the word below.
  @inline(__always)
  private static func writeKin(_ v: MoveView, _ writer: inout FeatureWriter) {
    // Second relatives.
    writer.add(v.h2.form)
    writer.add(v.h2.tag, v.h.tag)
    writer.add(v.headLabel, v.h.tag, v.s.tag)
    writer.add(v.sl2.form)
    writer.add(v.sl2.tag)
    writer.add(v.bl2.form)
    writer.add(v.bl2.tag)
    writer.add(v.s.tag, v.sl.tag, v.sl2.tag)
    writer.add(v.b.tag, v.bl.tag, v.bl2.tag)
    // Sets of relations.
    writer.add(v.s.form, v.setR)
    writer.add(v.s.tag, v.setR, v.b.tag)
    writer.add(v.s.form, v.setL)
    writer.add(v.s.tag, v.setL)
    writer.add(v.b.tag, v.setN, v.s.tag)
    // The word below.
    writer.add(v.s1.form, v.b.form)
    writer.add(v.s1.both)
  }
}
