internal import Extraction
internal import Markup

/// Reads a JSON Feed (jsonfeed.org/version/1.1).
struct JSONFeedReader {
  private(set) var feed = Feed()

  /// Reads the feed of a JSON object; nil where there is none.
  init?(_ bytes: [UInt8], url: String?) {
    guard let object = LenientJSON(bytes[...]), case .object = object else { return nil }
    feed.title = object["title"]?.string.map(FragmentText.line)
    feed.link = object["home_page_url"]?.string.flatMap { Address.absolute($0, base: url) }
    feed.language = object["language"]?.string
    let items = object["items"]?.elements ?? []
    feed.isTruncated = items.count > FeedLimits.entriesMax
    let authors = Self.authors(object)
    for item in items.prefix(FeedLimits.entriesMax) {
      let link = [item["url"], item["external_url"]].lazy.compactMap { $0?.string }
        .compactMap { Address.absolute($0, base: url) }.first
      guard let id = item["id"]?.string ?? link else { continue }
      var entry = FeedEntry(id: id)
      entry.link = link
      entry.title = item["title"]?.string.map(FragmentText.line)
      entry.published = item["date_published"]?.string.flatMap { Timestamp($0) }
      entry.updated = item["date_modified"]?.string.flatMap { Timestamp($0) }
      entry.authors = Self.authors(item).isEmpty ? authors : Self.authors(item)
      entry.summary = item["summary"]?.string.map(FragmentText.paragraphs)
      entry.content =
        item["content_html"]?.string.map(FragmentText.paragraphs) ?? item["content_text"]?.string
      entry.language = item["language"]?.string ?? feed.language
      feed.entries.append(entry)
    }
  }

  private static func authors(_ object: LenientJSON) -> [String] {
    let named = ["authors", "author"].map { key in
      (object[key]?.elements ?? []).compactMap { $0["name"]?.string }
    }
    return named.first { !$0.isEmpty } ?? []
  }
}
