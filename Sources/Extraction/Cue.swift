import EmbeddedData
import Markup

/// What names and tags say about an element: one bit for each row of `class-words.tsv`, and some that only tags give.
struct Cues: OptionSet, Hashable {
  let rawValue: UInt32

  static let body = Cues(rawValue: 1 << 0)
  static let content = Cues(rawValue: 1 << 1)
  static let lead = Cues(rawValue: 1 << 2)
  static let headline = Cues(rawValue: 1 << 3)
  static let byline = Cues(rawValue: 1 << 4)
  static let bio = Cues(rawValue: 1 << 5)
  static let date = Cues(rawValue: 1 << 6)
  static let meta = Cues(rawValue: 1 << 7)
  static let navigation = Cues(rawValue: 1 << 8)
  static let footer = Cues(rawValue: 1 << 9)
  static let header = Cues(rawValue: 1 << 10)
  static let sidebar = Cues(rawValue: 1 << 11)
  static let related = Cues(rawValue: 1 << 12)
  static let share = Cues(rawValue: 1 << 13)
  static let advert = Cues(rawValue: 1 << 14)
  static let newsletter = Cues(rawValue: 1 << 15)
  static let paywall = Cues(rawValue: 1 << 16)
  static let comment = Cues(rawValue: 1 << 17)
  static let caption = Cues(rawValue: 1 << 18)
  static let media = Cues(rawValue: 1 << 19)
  static let tags = Cues(rawValue: 1 << 20)
  static let widget = Cues(rawValue: 1 << 21)
  static let quote = Cues(rawValue: 1 << 22)
  static let consent = Cues(rawValue: 1 << 23)
  static let hidden = Cues(rawValue: 1 << 24)
  static let modal = Cues(rawValue: 1 << 25)
  static let live = Cues(rawValue: 1 << 26)
  static let product = Cues(rawValue: 1 << 27)
  static let bookmark = Cues(rawValue: 1 << 28)
  static let form = Cues(rawValue: 1 << 29)
  static let list = Cues(rawValue: 1 << 30)
  static let table = Cues(rawValue: 1 << 31)

  /// The names of the cues in the order of their bits, as the data file and the model write them.
  static let names = [
    "body", "content", "lead", "headline", "byline", "bio", "date", "meta", "navigation", "footer", "header",
    "sidebar",
    "related", "share", "advert", "newsletter", "paywall", "comment", "caption", "media", "tags", "widget",
    "quote",
    "consent", "hidden", "modal", "live", "product", "bookmark", "form", "list", "table",
  ]

  /// Cues of what a reader would not call part of the article.
  static let boilerplate: Cues = [
    .bio, .navigation, .footer, .header, .sidebar, .related, .share, .advert, .newsletter, .comment, .tags,
    .consent,
    .hidden, .modal, .form, .bookmark,
  ]

  /// What an element's tag alone says.
  init(tag: Tag) {
    switch tag {
    case .nav, .menu: self = .navigation
    case .footer: self = .footer
    case .header: self = .header
    case .aside: self = .sidebar
    case .figure: self = .media
    case .figcaption, .caption: self = .caption
    case .form, .fieldset, .label: self = .form
    case .ul, .ol, .dl: self = .list
    case .table: self = .table
    case .blockquote, .q: self = .quote
    case .time: self = .date
    case .address: self = .byline
    case .article, .main: self = .content
    default: self = []
    }
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// The words of names with the cues that each gives, by hash: looked up some thousand times a page.
struct CueWords: Sendable {
  static let shared = CueWords()

  private var hashes = [UInt64](repeating: 0, count: slotCount)
  private var cues = [UInt32](repeating: 0, count: slotCount)
  private static let slotCount = 4096
  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  private init() {
    for row in DataFile.classWords.rows where row.count == 2 {
      guard let bit = Cues.names.firstIndex(of: String(row[0])) else { continue }
      for word in row[1].split(separator: " ") {
        let slot = slot(of: word.utf8.reduce(Self.basis) { ($0 ^ UInt64($1)) &* Self.prime })
        hashes[slot.index] = slot.hash
        cues[slot.index] |= 1 << UInt32(bit)
      }
    }
  }

  /// Where a hash stands, or the free slot where it would.
  private func slot(of hash: UInt64) -> (index: Int, hash: UInt64) {
    var index = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (Self.slotCount - 1)
    while hashes[index] != 0, hashes[index] != hash { index = (index + 1) & (Self.slotCount - 1) }
    return (index, hash)
  }

  /// The cues of a name's words, each alone and joined with the word before it.
  func cues(of name: ArraySlice<UInt8>) -> Cues {
    var found: UInt32 = 0
    var word = Self.basis
    var joined = Self.basis
    var count = 0
    var isFirst = true
    var previous: UInt8 = 0
    func endWord() {
      guard count > 0 else { return }
      found |= cues[slot(of: word).index]
      if !isFirst { found |= cues[slot(of: joined).index] }
      joined = word
      word = Self.basis
      count = 0
      isFirst = false
    }
    for byte in name {
      let isUpper = byte >= 0x41 && byte <= 0x5A
      let lower = isUpper ? byte | 0x20 : byte
      let isLetter = lower >= 0x61 && lower <= 0x7A
      if !isLetter || (isUpper && previous >= 0x61) { endWord() }
      if byte == 0x20 { isFirst = true }
      if isLetter {
        word = (word ^ UInt64(lower)) &* Self.prime
        joined = (joined ^ UInt64(lower)) &* Self.prime
        count += 1
      }
      previous = byte
    }
    endWord()
    return Cues(rawValue: found)
  }
}
