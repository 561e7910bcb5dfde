/// The features from which the next move and the relation of an arc are told (after Zhang and Nivre 2011).
package struct ParserFeatures {
  package static let moveCount = 92
  package static let labelCount = 44

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
  private func tag(_ index: Int) -> UInt64 { view(index).tag }

  @inline(__always)
  private static func child(_ children: [Int32], _ index: Int) -> Int {
    index < 0 ? -1 : Int(children[index])
  }

  @inline(__always)
  private static func label(_ state: ParserState, _ index: Int) -> UInt64 {
    index < 0 ? 0 : UInt64(state.labels[index])
  }

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
  package func writeMove(_ state: ParserState, into features: UnsafeMutablePointer<UInt64>) {
    let (top, next) = (state.top, state.next)
    let head = top < 0 ? -1 : Int(state.heads[top])
    let head2 = head < 0 ? -1 : Int(state.heads[head])
    let below = state.stack.count > 1 ? Int(state.stack[state.stack.count - 2]) : -1
    let (l1, l2) = (Self.child(state.leftmost, top), Self.child(state.leftSecond, top))
    let (r1, r2) = (Self.child(state.rightmost, top), Self.child(state.rightSecond, top))
    let (n1, n2) = (Self.child(state.leftmost, next), Self.child(state.leftSecond, next))
    let (s, b) = (view(top), view(next))
    let (b1, b2, b3) = (view(next + 1), view(next + 2), view(next + 3))
    let (h, sl, sr, bl) = (view(head), view(l1), view(r1), view(n1))
    let h2 = view(head2)
    let (sl2, sr2, bl2, s1) = (view(l2), view(r2), view(n2), view(below))
    let distance = top < 0 ? 0 : Self.bucket(next - top)
    let hasHead: UInt64 = head >= 0 ? 1 : 0
    let topLabel = Self.label(state, top)
    let (vl, vr): (UInt64, UInt64) =
      top < 0 ? (0, 0) : (UInt64(state.leftCount[top]), UInt64(state.rightCount[top]))
    let vn = UInt64(state.leftCount[next])
    let (setL, setR): (UInt64, UInt64) = top < 0 ? (0, 0) : (state.leftLabels[top], state.rightLabels[top])
    let setN = state.leftLabels[next]
    let stackDepth = UInt64(min(state.stack.count, 4))
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
    add(b2.both)
    add(b3.tag)
    // Pairs.
    add(s.both, b.both)
    add(s.both, b.form)
    add(s.form, b.both)
    add(s.both, b.tag)
    add(s.tag, b.both)
    add(s.form, b.form)
    add(s.tag, b.tag, hasHead)
    add(b.tag, b1.tag)
    add(b.form, b1.tag)
    add(b.tag, b1.form)
    add(s.classes, b.classes)
    add(s.classes, b.both)
    add(s.both, b.classes)
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
    add(b.form, distance)
    add(b.tag, distance)
    add(s.form, b.form, distance)
    add(s.tag, b.tag, distance)
    // How many children.
    add(s.form, vr)
    add(s.tag, vr, topLabel)
    add(s.form, vl)
    add(s.tag, vl)
    add(b.form, vn)
    add(b.tag, vn)
    add(s.tag &* 64 &+ b.tag, vr, vl)
    // Relatives of top and next.
    add(h.form)
    add(h.tag)
    add(topLabel, s.tag)
    add(topLabel, s.form)
    add(topLabel, b.tag)
    add(sl.form)
    add(sl.tag)
    add(Self.label(state, l1), s.tag)
    add(sr.form)
    add(sr.tag)
    add(Self.label(state, r1), s.tag, b.tag)
    add(sr.form, b.form)
    add(bl.form, b.tag)
    add(bl.tag)
    add(Self.label(state, n1), b.tag)
    add(bl.form, s.form)
    add(bl.form, s.tag, b.tag)
    // Second relatives.
    add(h2.form)
    add(h2.tag, h.tag)
    add(Self.label(state, head), h.tag, s.tag)
    add(sl2.form)
    add(sl2.tag)
    add(sr2.form)
    add(sr2.tag, sr.tag)
    add(bl2.form)
    add(bl2.tag)
    add(s.tag, sl.tag, sl2.tag)
    add(s.tag, sr.tag, sr2.tag)
    add(s.tag, h.tag, h2.tag)
    add(b.tag, bl.tag, bl2.tag)
    // Sets of relations.
    add(s.form, setR)
    add(s.tag, setR, b.tag)
    add(s.form, setL)
    add(s.tag, setL)
    add(b.form, setN)
    add(b.tag, setN, s.tag)
    // The word below.
    add(s1.form, b.form)
    add(s1.both)
    assert(at == Self.moveCount, "as many features as buffers hold")
  }

  /// Writes the features of an arc, in the state before the move that makes it, into a buffer of `labelCount`.
  package func writeLabel(
    _ state: ParserState,
    head: Int,
    dependent: Int,
    into features: UnsafeMutablePointer<UInt64>
  ) {
    let (h, d) = (view(head), view(dependent))
    let (d1, d2) = (view(dependent + 1), view(dependent + 2))
    let before = view(dependent - 1)
    let (hb, ha) = (view(head - 1), view(head + 1))
    let (l1, l2) = (Int(state.leftmost[dependent]), Int(state.leftSecond[dependent]))
    let r1 = Int(state.rightmost[dependent])
    let isLeft: UInt64 = head > dependent ? 1 : 0
    let (l, lSecond, r) = (view(l1), view(l2), view(r1))
    let (leftLabel, rightLabel) = (Self.label(state, l1), Self.label(state, r1))
    let sets = isLeft == 1 ? state.leftLabels[head] : state.rightLabels[head]
    let sibling = isLeft == 1 ? Int(state.leftmost[head]) : Int(state.rightmost[head])
    let siblingLabel = Self.label(state, sibling)
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
    add(tagPair)
    add(tagPair, distance)
    add(h.form, isLeft)
    add(h.both, d.tag, isLeft)
    add(d.form, isLeft)
    add(d.both, h.tag, isLeft)
    add(h.form, d.form, isLeft)
    add(tagPair, suffix(dependent))
    add(tagPair, suffix(head))
    add(tagPair, h.classes)
    add(tagPair, d.classes)
    add(h.classes, d.classes, tagPair)
    add(h.form, d.classes, isLeft)
    add(h.classes, d.form, isLeft)
    add(tagPair, l.form)
    add(tagPair, l.tag, leftLabel)
    add(h.form, l.form, isLeft)
    add(d.form, l.form, isLeft)
    add(d.classes, l.form, tagPair)
    add(tagPair, lSecond.form, lSecond.tag)
    add(tagPair, leftLabel, rightLabel)
    add(tagPair, state.leftLabels[dependent])
    add(tagPair, state.rightLabels[dependent])
    add(tagPair, r.form)
    add(tagPair, sets)
    add(h.form, sets, isLeft)
    add(tagPair, siblingLabel)
    add(h.form, siblingLabel, d.tag)
    add(tagPair, Self.label(state, head), state.leftLabels[head])
    add(h.form, state.leftLabels[head], d.tag)
    add(tagPair, before.tag)
    add(tagPair, before.form)
    add(tagPair, d1.tag)
    add(tagPair, d1.form)
    add(tagPair, d1.tag, d2.tag)
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
