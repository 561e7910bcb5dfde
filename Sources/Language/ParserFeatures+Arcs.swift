/// The relation of an arc.
extension ParserFeatures {
  /// What the features of an arc are made of.
  private struct ArcView {
    /// Whether the head stands to the right; the tags of both with that; the distance with that; the dependent's shape.
    let isLeft, tagPair, distance, shape: UInt64
    /// Head and dependent, their neighbours, and the dependent's leftmost children.
    let h, d, d1, before, hb, ha, l, lSecond: View
    /// The relations of the dependent's outermost children, and of all on its left.
    let leftLabel, rightLabel, leftLabels: UInt64
    /// The relations of the head: of its children on that side, of the outermost of them, its own, of those on its left.
    let sets, siblingLabel, headLabel, headLeft: UInt64
    let dependentSuffix: UInt64
  }

  @inline(__always)
  private func arcView(_ state: borrowing ParserState, head: Int, dependent: Int) -> ArcView {
    let (h, d) = (view(head), view(dependent))
    let (headNode, node) = (state.node(head), state.node(dependent))
    let l1 = Int(node.leftmost)
    let isLeft: UInt64 = head > dependent ? 1 : 0
    let sibling = isLeft == 1 ? headNode.leftmost : headNode.rightmost
    return ArcView(
      isLeft: isLeft,
      tagPair: (h.tag << 8 | d.tag) << 1 | isLeft,
      distance: Self.bucket(abs(head - dependent)) << 1 | isLeft,
      shape: dependent < words.count ? words[dependent].shape : 0,
      h: h,
      d: d,
      d1: view(dependent + 1),
      before: view(dependent - 1),
      hb: view(head - 1),
      ha: view(head + 1),
      l: view(l1),
      lSecond: view(Int(node.leftSecond)),
      leftLabel: UInt64(state.node(l1).label),
      rightLabel: UInt64(state.node(Int(node.rightmost)).label),
      leftLabels: node.leftLabels,
      sets: isLeft == 1 ? headNode.leftLabels : headNode.rightLabels,
      siblingLabel: UInt64(state.node(Int(sibling)).label),
      headLabel: UInt64(headNode.label),
      headLeft: headNode.leftLabels,
      dependentSuffix: suffix(dependent)
    )
  }

  /// Writes the features of an arc, in the state before the move that makes it, into a buffer of `labelCount`.
  package func writeLabel(
    _ state: borrowing ParserState,
    head: Int,
    dependent: Int,
    into features: UnsafeMutablePointer<UInt64>
  ) {
    let view = arcView(state, head: head, dependent: dependent)
    var writer = FeatureWriter(into: features, base: 201)
    Self.writeArc(view, &writer)
    Self.writeNeighbours(view, &writer)
    assert(writer.count == Self.labelCount, "as many features as buffers hold")
  }

  /// Head, dependent and their children.
  @inline(__always)
  private static func writeArc(_ v: ArcView, _ writer: inout FeatureWriter) {
    writer.add(v.isLeft)
    writer.add(v.h.form, v.isLeft)
    writer.add(v.h.both, v.d.tag, v.isLeft)
    writer.add(v.d.form, v.isLeft)
    writer.add(v.h.form, v.d.form, v.isLeft)
    writer.add(v.tagPair, v.dependentSuffix)
    writer.add(v.tagPair, v.h.classes)
    writer.add(v.tagPair, v.d.classes)
    writer.add(v.h.classes, v.d.classes, v.tagPair)
    writer.add(v.h.form, v.d.classes, v.isLeft)
    writer.add(v.tagPair, v.l.form)
    writer.add(v.tagPair, v.l.tag, v.leftLabel)
    writer.add(v.h.form, v.l.form, v.isLeft)
    writer.add(v.d.form, v.l.form, v.isLeft)
    writer.add(v.tagPair, v.lSecond.form, v.lSecond.tag)
    writer.add(v.tagPair, v.leftLabel, v.rightLabel)
    writer.add(v.tagPair, v.leftLabels)
    writer.add(v.tagPair, v.sets)
    writer.add(v.h.form, v.sets, v.isLeft)
    writer.add(v.tagPair, v.siblingLabel)
    writer.add(v.tagPair, v.headLabel, v.headLeft)
    writer.add(v.h.form, v.headLeft, v.d.tag)
  }

  /// The words around both, shape and distance.
  @inline(__always)
  private static func writeNeighbours(_ v: ArcView, _ writer: inout FeatureWriter) {
    writer.add(v.tagPair, v.before.tag)
    writer.add(v.tagPair, v.before.form)
    writer.add(v.tagPair, v.d1.tag)
    writer.add(v.tagPair, v.d1.form)
    writer.add(v.tagPair, v.hb.tag)
    writer.add(v.tagPair, v.ha.tag)
    writer.add(v.tagPair, v.ha.form)
    writer.add(v.tagPair, v.shape, v.distance)
    writer.add(v.h.form, v.shape, v.isLeft)
    writer.add(v.tagPair, v.before.tag, v.d1.tag)
    writer.add(v.d.both, v.before.form)
    writer.add(v.d.both, v.d1.form)
  }
}
