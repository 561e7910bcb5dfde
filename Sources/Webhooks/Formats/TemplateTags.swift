/// The tags of a Mustache text in their order, as its parser finds them, delimiters of one's own included.
struct TemplateTags: Sequence, IteratorProtocol {
  /// What stands between two delimiters.
  struct Tag {
    /// What kind of tag it is: `#`, `^`, `/`, `{` and the like; nil for a plain value.
    var sign: Character?
    /// What follows the sign, without spaces.
    var name: Substring
    /// Counted from 1.
    var line: Int
  }

  private var rest: Substring
  private var line = 1
  /// Those in force within each section that is open: what a section sets ends with it.
  private var delimiters = [(opening: "{{", closing: "}}")]

  init(of text: String) { rest = text[...] }

  mutating func next() -> Tag? {
    let (opening, closing) = delimiters[delimiters.count - 1]
    guard let start = rest.firstRange(of: opening),
      let end = rest[start.upperBound...].firstRange(of: closing)
    else { return nil }
    line += rest[..<start.lowerBound].count(where: \.isNewline)
    let content = rest[start.upperBound..<end.lowerBound]
    var tag = Tag(
      sign: content.first.flatMap { Self.signs.contains($0) ? $0 : nil },
      name: content,
      line: line
    )
    if tag.sign != nil { tag.name.removeFirst() }
    tag.name = tag.name.trimmed
    line += content.count(where: \.isNewline)
    rest = rest[end.upperBound...]
    take(tag)
    return tag
  }

  private mutating func take(_ tag: Tag) {
    switch tag.sign {
    case "#", "^", "$", "<": delimiters.append(delimiters[delimiters.count - 1])
    case "/": if delimiters.count > 1 { delimiters.removeLast() }
    case "{": if rest.first == "}" { rest.removeFirst() }
    case "=":
      let parts = tag.name.split { $0.isWhitespace || $0 == "=" }
      if parts.count == 2 { delimiters[delimiters.count - 1] = (String(parts[0]), String(parts[1])) }
    default: break
    }
  }

  private static let signs: Set<Character> = ["#", "^", "/", "$", "<", ">", "!", "{", "&", "=", "%"]
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
    return start[...last]
  }
}
