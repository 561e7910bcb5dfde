import Markup

/// The dates that a page shows its readers of the article.
struct ShownDates {
  /// The first that is called the date of publication.
  private(set) var published: Timestamp?
  /// The first that is called the date of a change.
  private(set) var updated: Timestamp?
  /// The first of a `<time>` that is called neither: below the headline, else anywhere.
  private(set) var timeElement: Timestamp?
  /// The first of a short text below the headline, such as `3 May 2024`.
  private(set) var belowHeadline: Timestamp?

  /// A line that tells when is no longer than this; what is longer tells a story with dates in it.
  private static let bytesMax = 80
  /// So many nodes after the headline the article has begun.
  private static let nodesBelowMax = 60
  /// A date above the headline stands within so many nodes.
  private static let nodesAboveMax = 30
  /// What calls a date by its meaning stands within so many nodes before it.
  private static let labelNodesMax = 6
  /// More `<time>` elements than this are an archive.
  private static let timesMax = 200

  private let tree: HTMLTree
  private let outline: PageOutline
  private let style: DateStyle

  /// Reads the dates shown.
  ///
  /// - Complexity: linear in the page.
  init(_ tree: HTMLTree, outline: PageOutline, style: DateStyle) {
    self.tree = tree
    self.outline = outline
    self.style = style
    readTimes()
    readTexts()
  }

  private mutating func readTimes() {
    let (tree, style) = (tree, style)
    let times = tree.nodes.indices.filter { tree.nodes[$0].tag == .time }.prefix(Self.timesMax)
    var first: Timestamp?
    for index in times where !outline.standsApart(index) {
      let texts = [tree.string(.datetime, of: index), tree.string(.title, of: index), tree.text(of: index)]
      guard let timestamp = texts.lazy.compactMap({ $0.flatMap { Timestamp($0, style: style) } }).first else {
        continue
      }
      switch meaning(of: index) {
      case .published: published = published ?? timestamp
      case .updated: updated = updated ?? timestamp
      case .event: break
      case nil:
        first = first ?? timestamp
        if let headline = outline.headline, index > headline { timeElement = timeElement ?? timestamp }
      }
    }
    timeElement = timeElement ?? first
  }

  private mutating func readTexts() {
    guard let headline = outline.headline else { return }
    let end = Int(tree.nodes[headline].end)
    let range = max(0, headline - Self.nodesAboveMax)..<min(tree.nodes.count, end + Self.nodesBelowMax)
    for index in range
    where tree.nodes[index].tag == .text && mayHoldDate(tree.textRange(of: index)) {
      let found = TimestampScanner(tree.text(of: index), style: style).dates()
      guard !found.isEmpty, !isInTime(index), !outline.standsApart(index) else { continue }
      for (place, date) in found.enumerated() {
        switch date.meaning ?? (place == 0 ? meaning(of: index) : nil) {
        case .published: published = published ?? date.timestamp
        case .updated: updated = updated ?? date.timestamp
        case .event: break
        case nil: if index >= end { belowHeadline = belowHeadline ?? date.timestamp }
        }
      }
    }
  }

  /// True for a short text with a digit, of any script.
  private func mayHoldDate(_ text: Range<Int>) -> Bool {
    text.count <= Self.bytesMax && tree.pool[text].contains { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0xD9 }
  }

  private func isInTime(_ index: Int) -> Bool {
    let parent = Int(tree.nodes[index].parent)
    return parent >= 0 && tree.nodes[parent].tag == .time
  }

  /// What names or the words before it say that a date is the date of.
  private func meaning(of index: Int) -> DateMeaning? {
    named(index) ?? (tree.nodes[index].parent >= 0 ? named(Int(tree.nodes[index].parent)) : nil)
      ?? own(index) ?? labelled(index)
  }

  /// By class or property: `entry-date published updated` is a date of publication too.
  private func named(_ index: Int) -> DateMeaning? {
    guard tree.nodes[index].tag != .text else { return nil }
    let values = [AttributeName.itemprop, .class, .dataTestid].compactMap { tree.string($0, of: index) }
    let words = values.flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) }
    if words.contains(where: {
      ["published", "datepublished", "pubdate", "publish", "publishdate"].contains($0)
    }) {
      return .published
    }
    let isUpdated = words.contains {
      ["updated", "modified", "datemodified", "lastmod", "update"].contains($0)
    }
    return isUpdated ? .updated : nil
  }

  /// By the words of a `<time>` itself: `<time>Updated 3 May</time>`.
  private func own(_ index: Int) -> DateMeaning? {
    guard tree.nodes[index].tag == .time else { return nil }
    return TimestampScanner(tree.text(of: index), style: style).lastMeaning()
  }

  /// By the text right before it, as long as that is short and says no date of its own.
  private func labelled(_ index: Int) -> DateMeaning? {
    for before in stride(from: index - 1, to: max(0, index - Self.labelNodesMax), by: -1)
    where tree.nodes[before].tag == .text && tree.textRange(of: before).count > 1 {
      guard tree.textRange(of: before).count <= Self.bytesMax else { return nil }
      let scanner = TimestampScanner(tree.text(of: before), style: style)
      return scanner.dates().isEmpty ? scanner.lastMeaning() : nil
    }
    return nil
  }
}
