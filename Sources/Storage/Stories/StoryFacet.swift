package import Foundation
package import Model

/// Stories within one transaction, at a cost that does not depend on what is stored.
package struct StoryFacet {
  /// Stories that are compared in full.
  static let candidatesMax = 8
  /// Members that a story is compared by: the first and the latest ones.
  package static let membersMax = 8
  /// The latest stories kept for one key: a key of more stories tells nothing.
  private static let storiesPerKeyMax = 32
  /// A key is forgotten once so many articles came after the last that had it: some days of a busy newsroom's feeds. It
  /// bounds the table of keys at about a million rows.
  private static let articlesRememberedMax: Int64 = 32_768
  /// Keys forgotten at one article: more than an article brings, so that the table shrinks where it has to.
  private static let keysForgottenMax = 64

  let database: Database

  init(_ database: Database) { self.database = database }

  /// The story that an article belongs to; nil for none.
  package func story(ofArticle article: Int64) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: "SELECT story_id FROM story_member WHERE article_id = ?",
      arguments: [article]
    )
  }

  /// Keeps what later articles are compared with: an article's profile, and its keys of its story.
  ///
  /// - Parameters:
  ///   - profile: of the article; means nothing to the store.
  ///   - keys: that its story is found by.
  ///   - article: its number.
  ///   - story: its story.
  ///   - crowded: the keys that have as many stories as they may; nil where that is not known.
  /// - Throws: where SQLite fails.
  package func keep(
    _ profile: [UInt8],
    _ keys: [Int64],
    of article: Int64,
    in story: Int64,
    crowded: Set<Int64>? = nil
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO story_profile (article_id, profile) VALUES (?, ?)
        ON CONFLICT (article_id) DO UPDATE SET profile = excluded.profile
        """,
      arguments: [article, Data(profile)]
    )
    try database.execute(sql: "DELETE FROM story_backlog WHERE article_id = ?", arguments: [article])
    try insert(keys, of: story, told: article, crowded: crowded)
    try forgetKeys(before: article - Self.articlesRememberedMax)
  }

  /// The stories that share most keys, weighed; best first, of equals the later one. And the keys that have as many stories
  /// as they may.
  package func candidates(for keys: [StoryKeyColumn]) throws -> StoryCandidates {
    var scores: [Int64: Double] = [:]
    var crowded: Set<Int64> = []
    var found: [Int64: [Int64]] = [:]
    let rows = try database.fetch(for: keys.map(\.hash)) {
      "SELECT key, story_id FROM story_key WHERE key IN (\($0))"
    }
    for row in rows { found[try row["key"], default: []].append(try row["story_id"]) }
    for key in keys {
      let stories = found[key.hash] ?? []
      let weight = key.weight(amongStories: stories.count)
      for story in stories { scores[story, default: 0] += weight }
      if stories.count >= Self.storiesPerKeyMax { crowded.insert(key.hash) }
    }
    let ranked = scores.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(Self.candidatesMax)
    return StoryCandidates(stories: try stories(ranked.map(\.key)), crowded: crowded)
  }

  /// In how many stories of the days around words stand.
  ///
  /// - Complexity: a look-up for each place in a table that is bounded.
  package func frequencies(of places: [Int64], at article: Int64) throws -> StoryFrequencies {
    try StoryCounts(database).frequencies(of: places, at: article)
  }

  /// A story with the members that it is compared by; nil where it was merged into another.
  package func story(_ number: Int64) throws -> FiledStory? { try stories([number]).first }

  /// Stories with the members that they are compared by, in their order; those that were merged into others are left out.
  private func stories(_ numbers: [Int64]) throws -> [FiledStory] {
    let rows = try database.fetch(for: numbers) {
      "SELECT id, state FROM story WHERE id IN (\($0)) AND merged_into IS NULL"
    }
    let states: [Int64: String] = try Dictionary(rows.map { (try $0["id"], try $0["state"]) }) { $1 }
    let members = try members(ofStories: numbers)
    return zip(numbers, members).compactMap { number, members in
      states[number].map { FiledStory(number: number, state: $0, members: members) }
    }
  }

  private func members(ofStories stories: [Int64]) throws -> [[FiledProfile]] {
    let sql = """
      SELECT story_member.article_id AS article_id, opener_id, profile FROM story_member
      JOIN story_profile ON story_profile.article_id = story_member.article_id WHERE story_id = ?
      ORDER BY kept_order
      """
    let first = try database.cachedStatement(sql: sql + ", story_member.article_id LIMIT 1")
    let latest = try database.cachedStatement(
      sql: sql + " DESC, story_member.article_id DESC LIMIT \(Self.membersMax - 1)"
    )
    let numbers = stories.map { [$0] as StatementArguments }
    let rows = zip(
      try StoredRow.fetchAll(first, each: numbers),
      try StoredRow.fetchAll(latest, each: numbers)
    )
    return try rows.map { first, latest in
      let members = try (first + latest.reversed()).map {
        FiledProfile(
          article: try $0["article_id"],
          opener: try $0["opener_id"],
          bytes: Array(try $0["profile"] as Data)
        )
      }
      return members.count > 1 && members[0].article == members[1].article
        ? Array(members.dropFirst()) : members
    }
  }

  /// Records what was decided about an article: its membership, and its story's state.
  ///
  /// - Returns: the story.
  package func join(
    _ article: Int64,
    _ decision: FilingDecision,
    agency: String?,
    at now: Date
  ) throws -> Int64 {
    let story: Int64
    if let known = decision.story {
      story = known
      try database.execute(
        sql: """
          UPDATE story SET state = ?1, told = ?2, last_at = ?3, headline_id = ?4, article_count = article_count + 1,
            severity = \(Self.raisedSeverity("?2")),
            developed_at = CASE WHEN ?5 THEN ?3 ELSE developed_at END WHERE id = ?6
          """,
        arguments: [
          decision.state, article, now.milliseconds, decision.headline, !decision.news.isEmpty, known,
        ]
      )
    } else {
      story = try open(article, state: decision.state, at: now)
    }
    try database.execute(
      sql: """
        INSERT INTO story_member
          (article_id, story_id, tie, nearest_id, news, grounds, agency, joined_at, opener_id, kept_order)
        VALUES (?1, ?, ?, ?, ?, ?, ?, ?, ?, ?1)
        """,
      arguments: [
        article, story, decision.tie.rawValue, decision.nearest, try JSONColumn.encode(decision.news),
        try JSONColumn.encode(decision.grounds), agency, now.milliseconds, decision.opener ?? article,
      ]
    )
    try StoryCounts(database).add(decision.newPlaces, isNewStory: decision.story == nil, at: article)
    return story
  }

  /// Makes a story of one article; its membership is written by the caller.
  package func open(_ article: Int64, state: String, at now: Date) throws -> Int64 {
    try database.insertNew(
      sql: """
        INSERT INTO story (state, first_article_id, told, started_at, last_at, developed_at, article_count, severity)
        VALUES (?1, ?2, ?2, ?3, ?3, ?3, 1, (SELECT severity FROM article WHERE id = ?2))
        """,
      arguments: [state, article, now.milliseconds]
    )
  }

  /// A story's severity, or that of an article of it, whichever is greater.
  private static func raisedSeverity(_ article: String) -> String {
    """
    (SELECT CASE WHEN story.severity < article.severity THEN article.severity ELSE story.severity END
      FROM article WHERE id = \(article))
    """
  }

  /// A story with an article's former text as its only member; nil where that is not kept.
  package func story(_ story: Int64, asToldBy article: Int64) throws -> FiledStory? {
    let state = try String.fetchOne(database, sql: "SELECT state FROM story WHERE id = ?", arguments: [story])
    guard let state, let former = try profiles(of: [article]).first else { return nil }
    return FiledStory(number: story, state: state, members: [former])
  }

  /// Records what a new text of a member tells that its story had not.
  package func develop(
    _ story: Int64,
    by article: Int64,
    state: String,
    _ news: [StoryNews],
    at now: Date
  ) throws {
    try database.execute(
      sql: """
        UPDATE story SET state = ?1, last_at = ?2, developed_at = ?2, severity = \(Self.raisedSeverity("?3")) WHERE id = ?4
        """,
      arguments: [state, now.milliseconds, article, story]
    )
    try database.execute(
      sql: "UPDATE story_member SET news = ? WHERE article_id = ?",
      arguments: [try JSONColumn.encode(news), article]
    )
  }

  /// The profiles of articles, each as the opener of its event; those without one are left out.
  package func profiles(of articles: [Int64]) throws -> [FiledProfile] {
    let lookup = try database.cachedStatement(sql: "SELECT profile FROM story_profile WHERE article_id = ?")
    return try articles.compactMap { article in
      try Data.fetchOne(lookup, arguments: [article]).map {
        FiledProfile(article: article, opener: article, bytes: Array($0))
      }
    }
  }

  /// Files a story under keys; of a key that has too many the story that was told longest ago makes room. Only keys in
  /// `crowded` can have too many then; nil where that is not known.
  package func insert(_ keys: [Int64], of story: Int64, told: Int64, crowded: Set<Int64>? = nil) throws {
    // No statement may touch a row twice.
    let different = Set(keys).sorted()
    try database.write(different.map { [$0, story, told] }) {
      """
      INSERT INTO story_key (key, story_id, told) VALUES \($0)
      ON CONFLICT (key, story_id) DO UPDATE SET told = excluded.told
      """
    }
    let makeRoom = try database.cachedStatement(
      sql: """
        DELETE FROM story_key WHERE key = ?1 AND story_id IN
          (SELECT story_id FROM story_key WHERE key = ?1 ORDER BY told DESC LIMIT \(Int64.max) OFFSET \(Self.storiesPerKeyMax))
        """
    )
    for key in different where crowded?.contains(key) ?? true { try makeRoom.execute(arguments: [key]) }
  }

  private func forgetKeys(before oldest: Int64) throws {
    guard oldest > 0 else { return }
    let forget = try database.cachedStatement(
      sql: """
        DELETE FROM story_key WHERE (key, story_id) IN
          (SELECT key, story_id FROM story_key WHERE told < ? ORDER BY told LIMIT \(Self.keysForgottenMax))
        """
    )
    try forget.execute(arguments: [oldest])
  }
}
