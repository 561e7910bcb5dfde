/// Foreign words within Markdown, of the kinds that chat services read.
enum Markdown {
  /// The receivers' dialects differ in which signs mean something and in how mentions are kept from pinging.
  enum Dialect {
    case discord
    case teams
    case mattermost

    fileprivate var signs: Set<Character> {
      switch self {
      case .discord: Self.discordSigns
      case .teams: Self.teamsSigns
      case .mattermost: Self.mattermostSigns
      }
    }

    private static let discordSigns = Set("\\`*_~|>[]()#-<@:")
    private static let teamsSigns = Set("\\`*_[]()#>~")
    private static let mattermostSigns = Set("\\`*_[]()#>~|!-")
  }

  /// At most `max` UTF-16 units in which every sign that means something stands for itself.
  static func escaped(_ text: String, _ dialect: Dialect, max: Int) -> String {
    ForeignText.cut(text, to: max) { one($0, dialect).utf16.count }.map { one($0, dialect) }.joined()
  }

  private static func one(_ character: Character, _ dialect: Dialect) -> String {
    // Mattermost reads no backslash before @; a zero-width non-joiner behind it makes the name no name.
    if dialect == .mattermost, character == "@" { return "@\u{200C}" }
    return dialect.signs.contains(character) ? "\\\(character)" : String(character)
  }

  /// An address within `(…)`.
  static func address(_ url: String) -> String {
    url.replacing("(", with: "%28").replacing(")", with: "%29").replacing(" ", with: "%20")
  }
}
