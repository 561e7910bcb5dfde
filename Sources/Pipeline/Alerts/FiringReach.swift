package import Model
package import Storage
internal import Stories

/// How many independent sources alerts rest on: copies and houses of one family count once.
package struct FiringReach: Sendable {
  private let groups: [RecordID: [SourceGroup]]
  private let evidence: [Int64: (articles: Set<Int64>, events: [RecordID])]

  /// Looks at the stories of some alerts.
  ///
  /// - Throws: `StorageError`.
  /// - Complexity: two statements for all of them.
  package init(of firings: [FiringLine], in stories: StoryReader) throws {
    evidence = try stories.store.alerts.evidence(ofFirings: firings.map(\.id.number))
    let told = Set(firings.compactMap(\.story))
    let found = try stories.sources(ofStories: told.map(\.number))
    groups = Dictionary(told.map { ($0, found[$0.number] ?? []) }) { first, _ in first }
  }

  /// The events that an alert rests on.
  package func events(of line: FiringLine) -> [RecordID] { evidence[line.id.number]?.events ?? [] }

  /// The groups of its story's articles of which it rests on any; without a story each article is one.
  package func sources(of line: FiringLine) -> Int {
    let articles = evidence[line.id.number]?.articles ?? []
    let told = line.story.flatMap { groups[$0] } ?? []
    let count = told.count { !articles.isDisjoint(with: $0.articles) }
    return count > 0 ? count : line.sourceCount
  }
}
