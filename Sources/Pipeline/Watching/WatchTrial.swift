package import Feeds
package import Fetching
internal import Foundation
internal import Model
internal import Storage

/// What a watch of an address would be, tried once; nothing is stored.
package struct WatchTrial: Sendable {
  /// What was found.
  package struct Finding: Sendable {
    /// What would be asked for: another address than the one given where a page names a feed, or redirects lead on.
    package var url: String
    /// How the address led there.
    package var hops: [String]
    /// What came from there.
    package var answer: WatchAnswer
    /// All feeds that a page names.
    package var feeds: [PageLinks.NamedFeed] = []
    /// The newest item, read; nil where there is none, or it could not be read.
    package var article: ReadArticle?
    /// Why it could not be read.
    package var failure: (any Error)?
  }

  private let network: WatchNetwork
  private let ingest: Ingest

  /// Trials over a network.
  package init(network: WatchNetwork, ingest: Ingest) {
    self.network = network
    self.ingest = ingest
  }

  /// Asks for an address and, where it is a page that names feeds, for the first of them; then reads the newest item.
  ///
  /// - Throws: `FetchError`, `FeedError`.
  package func run(_ address: WebAddress) async throws -> Finding {
    let resource = try await network.fetch(address)
    var finding = Finding(
      url: resource.response.url.text,
      hops: resource.hops.map(\.to),
      answer: try WatchAnswer(LoadedPage(resource))
    )
    if finding.answer.kind == .page, let feed = finding.answer.feeds.first {
      finding.feeds = finding.answer.feeds
      let found = try await network.fetch(try WebAddress(feed.url))
      finding.url = found.response.url.text
      finding.answer = try WatchAnswer(LoadedPage(found))
    }
    if finding.answer.entries.isEmpty, let child = finding.answer.children.first {
      let found = try await network.fetch(try WebAddress(child))
      finding.answer.entries = try WatchAnswer(LoadedPage(found)).entries
    }
    var feed = Feed()
    feed.entries = finding.answer.entries
    guard let entry = feed.newest(1).first, let link = entry.link else { return finding }
    do {
      var hints = ArticleHints()
      hints.entry = entry
      finding.article = try await ingest.read(.address(try WebAddress(link)), hints: hints)
    } catch FetchError.cancelled {
      throw FetchError.cancelled
    } catch {
      finding.failure = error
    }
    return finding
  }
}
