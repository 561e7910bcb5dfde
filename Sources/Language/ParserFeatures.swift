/// The features from which the next move and the relation of an arc are told (after Zhang and Nivre 2011).
package struct ParserFeatures {
  package static let moveCount = 74
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
  private func suffix(_ index: Int) -> UInt64 { words.indices.contains(index) ? words[index].suffix3 : 0 }

  @inline(__always)
  func tag(_ index: Int) -> UInt64 { view(index).tag }

  /// A distance in words, in steps that widen.
  @inline(__always)
  private static func bucket(_ distance: Int) -> UInt64 {
    switch distance {
    case ..<5: UInt64(max(distance, 0))
    case ..<8: 5
    case ..<13: 6
    default: 7
    }
  }

  /// Writes the features of a state into a buffer of `moveCount`.
  package func writeMove(_ state: borrowing ParserState, into features: UnsafeMutablePointer<UInt64>) {
    let (top, next) = (state.top, state.next)
    let (topNode, nextNode) = (state.node(top), state.node(next))
    let head = Int(topNode.head)
    let headNode = state.node(head)
    let (l1, l2) = (Int(topNode.leftmost), Int(topNode.leftSecond))
    let r1 = Int(topNode.rightmost)
    let (n1, n2) = (Int(nextNode.leftmost), Int(nextNode.leftSecond))
    let (s, b) = (view(top), view(next))
    let (b1, b2, b3) = (view(next + 1), view(next + 2), view(next + 3))
    let (h, sl, sr, bl) = (view(head), view(l1), view(r1), view(n1))
    let h2 = view(Int(headNode.head))
    let (sl2, bl2, s1) = (view(l2), view(n2), view(state.below))
    let distance = top < 0 ? 0 : Self.bucket(next - top)
    let hasHead: UInt64 = head >= 0 ? 1 : 0
    let topLabel = UInt64(topNode.label)
    let (vl, vr) = (UInt64(topNode.leftCount), UInt64(topNode.rightCount))
    let vn = UInt64(nextNode.leftCount)
    let (setL, setR) = (topNode.leftLabels, topNode.rightLabels)
    let setN = nextNode.leftLabels
    let stackDepth = UInt64(min(state.depth, 4))
    var at = 0
    @inline(__always)
    func add(_ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) {
      features[at] = FeatureHash.of(UInt64(at + 101), first, second, third)
      at += 1
    }
    add(hasHead, topLabel, stackDepth)
    // Single words.
    add(s.form, hasHead)
    add(s.tag, hasHead)
    add(s.both, hasHead)
    add(s.classes, s.tag)
    add(b.form)
    add(b.tag)
    add(b.both)
    add(b.classes, b.tag)
    add(b1.form)
    add(b1.tag)
    add(b1.both)
    add(b1.classes, b1.tag)
    add(b2.form)
    add(b2.tag)
    add(b3.tag)
    // Pairs.
    add(s.both, b.tag)
    add(s.tag, b.both)
    add(s.form, b.form)
    add(s.tag, b.tag, hasHead)
    add(b.tag, b1.tag)
    add(b.form, b1.tag)
    add(b.tag, b1.form)
    add(s.classes, b.classes)
    add(s.classes, b.both)
    add(s.form, b1.tag, b.tag)
    add(s.tag, b1.form, b.tag)
    // Triples of tags.
    add(b.tag, b1.tag, b2.tag)
    add(s.tag, b.tag, b1.tag)
    add(h.tag, s.tag, b.tag)
    add(s.tag, sl.tag, b.tag)
    add(s.tag, sr.tag, b.tag)
    add(s.tag, b.tag, bl.tag)
    add(s1.tag, s.tag, b.tag)
    add(s.tag &* 64 &+ b.tag, b1.tag, b2.tag)
    add(s1.tag &* 64 &+ s.tag, b.tag, b1.tag)
    // Distance.
    add(s.form, distance)
    add(s.tag, distance)
    add(s.tag, b.tag, distance)
    // How many children.
    add(s.form, vr)
    add(s.form, vl)
    add(s.tag, vl)
    add(b.tag, vn)
    // Relatives of top and next.
    add(h.form)
    add(h.tag)
    add(topLabel, s.tag)
    add(topLabel, s.form)
    add(topLabel, b.tag)
    add(sl.form)
    add(sl.tag)
    add(UInt64(state.node(l1).label), s.tag)
    add(sr.form)
    add(sr.tag)
    add(bl.form, b.tag)
    add(bl.tag)
    add(UInt64(state.node(n1).label), b.tag)
    add(bl.form, s.form)
    add(bl.form, s.tag, b.tag)
    // Second relatives.
    add(h2.form)
    add(h2.tag, h.tag)
    add(UInt64(headNode.label), h.tag, s.tag)
    add(sl2.form)
    add(sl2.tag)
    add(bl2.form)
    add(bl2.tag)
    add(s.tag, sl.tag, sl2.tag)
    add(b.tag, bl.tag, bl2.tag)
    // Sets of relations.
    add(s.form, setR)
    add(s.tag, setR, b.tag)
    add(s.form, setL)
    add(s.tag, setL)
    add(b.tag, setN, s.tag)
    // The word below.
    add(s1.form, b.form)
    add(s1.both)
    assert(at == Self.moveCount, "as many features as buffers hold")
  }

  /// Writes the features of an arc, in the state before the move that makes it, into a buffer of `labelCount`.
  package func writeLabel(
    _ state: borrowing ParserState,
    head: Int,
    dependent: Int,
    into features: UnsafeMutablePointer<UInt64>
  ) {
    let (h, d) = (view(head), view(dependent))
    let d1 = view(dependent + 1)
    let before = view(dependent - 1)
    let (hb, ha) = (view(head - 1), view(head + 1))
    let (headNode, node) = (state.node(head), state.node(dependent))
    let (l1, l2, r1) = (Int(node.leftmost), Int(node.leftSecond), Int(node.rightmost))
    let isLeft: UInt64 = head > dependent ? 1 : 0
    let (l, lSecond) = (view(l1), view(l2))
    let (leftLabel, rightLabel) = (UInt64(state.node(l1).label), UInt64(state.node(r1).label))
    let sets = isLeft == 1 ? headNode.leftLabels : headNode.rightLabels
    let sibling = isLeft == 1 ? headNode.leftmost : headNode.rightmost
    let siblingLabel = UInt64(state.node(Int(sibling)).label)
    let distance = Self.bucket(abs(head - dependent)) << 1 | isLeft
    let shape = dependent < words.count ? words[dependent].shape : 0
    let tagPair = (h.tag << 8 | d.tag) << 1 | isLeft
    var at = 0
    @inline(__always)
    func add(_ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) {
      features[at] = FeatureHash.of(UInt64(at + 201), first, second, third)
      at += 1
    }
    add(isLeft)
    add(h.form, isLeft)
    add(h.both, d.tag, isLeft)
    add(d.form, isLeft)
    add(h.form, d.form, isLeft)
    add(tagPair, suffix(dependent))
    add(tagPair, h.classes)
    add(tagPair, d.classes)
    add(h.classes, d.classes, tagPair)
    add(h.form, d.classes, isLeft)
    add(tagPair, l.form)
    add(tagPair, l.tag, leftLabel)
    add(h.form, l.form, isLeft)
    add(d.form, l.form, isLeft)
    add(tagPair, lSecond.form, lSecond.tag)
    add(tagPair, leftLabel, rightLabel)
    add(tagPair, node.leftLabels)
    add(tagPair, sets)
    add(h.form, sets, isLeft)
    add(tagPair, siblingLabel)
    add(tagPair, UInt64(headNode.label), headNode.leftLabels)
    add(h.form, headNode.leftLabels, d.tag)
    add(tagPair, before.tag)
    add(tagPair, before.form)
    add(tagPair, d1.tag)
    add(tagPair, d1.form)
    add(tagPair, hb.tag)
    add(tagPair, ha.tag)
    add(tagPair, ha.form)
    add(tagPair, shape, distance)
    add(h.form, shape, isLeft)
    add(tagPair, tag(dependent - 1), tag(dependent + 1))
    add(d.both, before.form)
    add(d.both, d1.form)
    assert(at == Self.labelCount, "as many features as buffers hold")
  }
}
