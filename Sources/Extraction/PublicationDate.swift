import Foundation
import Markup
import Model

/// When the article was published.
///
/// What the page says to machines comes first: JSON-LD, `<meta>`, microdata. Then what it shows near the headline, the
/// date that is called one of publication before others; then the address. A date of the last change counts only where
/// nothing else is known.
struct PublicationDate {
  private static let metaNames = [
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued",
    "dc.date",
    "dcterms.created", "dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "publish-date", "pubdate", "publishdate", "publication_date",
    "publish_date",
    "og:published_time", "citation_publication_date", "citation_date", "release_date",
  ]
  private static let modifiedNames = ["article:modified_time", "og:updated_time", "last-modified"]

  private let metadata: PageMetadata
  private let style: DateStyle
  /// The date that the page gives to machines.
  private let machine: (timestamp: Timestamp, rule: String)?
  /// What the page shows; read only where it gives machines nothing.
  private let shown: ShownDates?

  /// Reads the dates of a page.
  init(_ metadata: PageMetadata, outline: PageOutline, tree: HTMLTree, url: String?) {
    self.metadata = metadata
    let style = DateStyle(language: metadata.articleLanguage, address: url)
    self.style = style
    machine = Self.machineDate(metadata, style)
    shown = machine == nil ? ShownDates(tree, outline: outline, style: style) : nil
  }

  /// The date of publication and where it was found; nil where the page has none.
  func published(address url: String?) -> (timestamp: Timestamp, rule: String)? {
    if let machine { return machine }
    if let found = shown?.published { return (found, "called the date of publication") }
    if let day = url.flatMap({ Self.day(inAddress: $0, isFolder: true) }) {
      return (Self.timestamp(day), "address")
    }
    if let found = shown?.timeElement { return (found, "time element") }
    if let found = shown?.belowHeadline { return (found, "shown below the headline") }
    if let day = url.flatMap({ Self.day(inAddress: $0, isFolder: false) }) {
      return (Self.timestamp(day), "address")
    }
    if let found = shown?.updated { return (found, "date of the last change") }
    return metadata.meta("last-modified").flatMap(read).map { ($0, "meta last-modified") }
  }

  /// JSON-LD, `<meta>`, microdata.
  private static func machineDate(
    _ metadata: PageMetadata,
    _ style: DateStyle
  ) -> (timestamp: Timestamp, rule: String)? {
    let read = { (text: String) in Timestamp(text, style: style) }
    let article = metadata.article
    for key in ["datePublished", "dateCreated", "uploadDate"] {
      if let found = (article?[key]?.string).flatMap(read) { return (found, "JSON-LD \(key)") }
    }
    for name in metaNames {
      if let found = metadata.meta(name).flatMap(read) { return (found, "meta \(name)") }
    }
    return metadata.itemProperties["datePublished"].flatMap(read).map { ($0, "itemprop datePublished") }
  }

  /// The date of the last change; nil where the page names none.
  var modified: Timestamp? {
    if let found = (metadata.article?["dateModified"]?.string).flatMap(read) { return found }
    return Self.modifiedNames.lazy.compactMap { metadata.meta($0).flatMap(read) }.first ?? shown?.updated
  }

  private func read(_ text: String) -> Timestamp? { Timestamp(text, style: style) }

  private static func timestamp(_ day: CalendarDay) -> Timestamp {
    Timestamp(day: day, second: nil, offset: nil)
  }

  /// The web is younger than this; an earlier year in an address is of the story.
  private static let addressYearMin = 1995

  /// A day in an address: as folders (`/2023/04/28/`, `/2023/apr/28/`, `/2023/0428/`, `/20230428/`) or at either end of a name
  /// (`/2023-04-28-ferry`, `ferry-2023-04-28.html`).
  static func day(inAddress url: String, isFolder: Bool) -> CalendarDay? {
    let path = URL(string: url)?.path ?? url
    if isFolder, let day = namedDay(in: path) { return day }
    let day = "((?:19|20)[0-9]{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12][0-9]|3[01])"
    let pattern = isFolder ? "/\(day)(?=/)" : "/\(day)(?![0-9])|[-_]\(day)(?=/?$|\\.[a-z]+$)"
    guard let range = path.range(of: pattern, options: .regularExpression) else { return nil }
    guard let number = Int(path[range].filter(\.isNumber)), number / 10_000 >= addressYearMin else {
      return nil
    }
    return CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// `/2023/apr/28/`.
  private static func namedDay(in path: String) -> CalendarDay? {
    let folders = path.split(separator: "/").dropLast()
    return zip(zip(folders, folders.dropFirst()), folders.dropFirst(2)).lazy.compactMap {
      names,
      last -> CalendarDay? in
      guard names.0.utf8.count == 4, let year = Int(names.0), (addressYearMin...2099).contains(year),
        last.utf8.count <= 2,
        let day = Int(last), names.1.first?.isLetter == true,
        let month = DateWords.shared.month(names.1.lowercased(), language: nil)
      else { return nil }
      return CalendarDay(year: year, month: month, day: day)
    }.first
  }
}
