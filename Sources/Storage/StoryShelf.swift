internal import Foundation
internal import GRDB
internal import Model

/// Puts articles into stories, within one transaction, at a cost that does not depend on what is stored.
struct StoryShelf {
  /// Stories that are compared in full.
  static let candidatesMax = 8
  /// Members that a story is compared by: the first and the latest ones.
  static let membersMax = 8
  /// The latest stories kept for one key: a key of more stories tells nothing.
  private static let storiesPerKeyMax = 32
  /// A key is forgotten once so many articles came after the last that had it: some days of a busy newsroom's feeds. It
  /// bounds the table of keys at about a million rows.
  private static let articlesRememberedMax: Int64 = 32_768
  /// Keys forgotten at one article: more than an article brings, so that the table shrinks where it has to.
  private static let keysForgottenMax = 64

  let database: Database

  init(_ database: Database) { self.database = database }

  /// Puts an article into its story; one that has a story stays there, and only its news are looked for.
  func file(_ filing: StoryFiling, article: Int64, at now: Date) throws {
    let story: Int64
    var crowded: Set<Int64>?
    var split: FilingSplit?
    var profile = filing.profile
    if let known = try Int64.fetchOne(
      database,
      sql: "SELECT story_id FROM story_member WHERE article_id = ?",
      arguments: [article]
    ) {
      story = known
      try revise(filing, article: article, in: known, at: now)
    } else {
      let found = try lookUp(filing.keys)
      crowded = found.crowded
      let counts = StoryCounts(database)
      let frequencies = try counts.frequencies(of: filing.places, at: article)
      let decision = try filing.decide(article, found.stories, frequencies)
      story = try join(article, decision, agency: filing.agency, at: now)
      try counts.add(decision.newPlaces, isNewStory: decision.story == nil, at: article)
      profile = decision.profile
      split = decision.split
    }
    try database.execute(
      sql: "INSERT OR REPLACE INTO story_profile (article_id, profile) VALUES (?, ?)",
      arguments: [article, Data(profile)]
    )
    try database.execute(sql: "DELETE FROM story_backlog WHERE article_id = ?", arguments: [article])
    try insert(filing.keys.map(\.hash), of: story, told: article, crowded: crowded)
    try forgetKeys(before: article - Self.articlesRememberedMax)
    if let split, let rebuilding = filing.rebuilding {
      try StoryCorrector(database: database, rebuilding: rebuilding).part(split, from: story, at: now)
    }
  }

  /// The stories that share most keys, weighed; best first, of equals the later one. And the keys that have as many stories
  /// as they may.
  private func lookUp(_ keys: [StoryKeyColumn]) throws -> (stories: [FiledStory], crowded: Set<Int64>) {
    var scores: [Int64: Double] = [:]
    var crowded: Set<Int64> = []
    let lookup = try database.cachedStatement(sql: "SELECT story_id FROM story_key WHERE key = ?")
    for key in keys {
      let stories = try Int64.fetchAll(lookup, arguments: [key.hash])
      let weight = key.weight(amongStories: stories.count)
      for story in stories { scores[story, default: 0] += weight }
      if stories.count >= Self.storiesPerKeyMax { crowded.insert(key.hash) }
    }
    let ranked = scores.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(Self.candidatesMax)
    return (try ranked.compactMap { try story($0.key) }, crowded)
  }

  /// A story with the members that it is compared by; nil where it was merged into another.
  func story(_ number: Int64) throws -> FiledStory? {
    let statement = try database.cachedStatement(
      sql: "SELECT state FROM story WHERE id = ? AND merged_into IS NULL"
    )
    guard let state = try String.fetchOne(statement, arguments: [number]) else { return nil }
    return FiledStory(number: number, state: state, members: try members(of: number))
  }

  private func members(of story: Int64) throws -> [FiledProfile] {
    let sql = """
      SELECT story_member.article_id AS article_id, opener_id, profile FROM story_member
      JOIN story_profile ON story_profile.article_id = story_member.article_id WHERE story_id = ?
      ORDER BY kept_order
      """
    let first = try database.cachedStatement(sql: sql + ", story_member.article_id LIMIT 1")
    let latest = try database.cachedStatement(
      sql: sql + " DESC, story_member.article_id DESC LIMIT \(Self.membersMax - 1)"
    )
    let rows =
      try StoredRow.fetchAll(first, arguments: [story])
      + StoredRow.fetchAll(latest, arguments: [story]).reversed()
    let members = try rows.map {
      FiledProfile(
        article: try $0["article_id"],
        opener: try $0["opener_id"],
        bytes: Array(try $0["profile"] as Data)
      )
    }
    return members.count > 1 && members[0].article == members[1].article
      ? Array(members.dropFirst()) : members
  }

  private func join(
    _ article: Int64,
    _ decision: FilingDecision,
    agency: String?,
    at now: Date
  ) throws -> Int64 {
    let severity =
      try Double.fetchOne(
        database,
        sql: "SELECT severity FROM article WHERE id = ?",
        arguments: [article]
      ) ?? SeverityColumn.written(nil)
    let story: Int64
    if let known = decision.story {
      story = known
      try database.execute(
        sql: """
          UPDATE story SET state = ?, told = ?, last_at = ?, headline_id = ?, article_count = article_count + 1,
            severity = max(severity, ?), developed_at = iif(?, ?, developed_at) WHERE id = ?
          """,
        arguments: [
          decision.state, article, now.milliseconds, decision.headline, severity, !decision.news.isEmpty,
          now.milliseconds,
          known,
        ]
      )
    } else {
      story = try open(article, state: decision.state, severity: severity, at: now)
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
    return story
  }

  /// Makes a story of one article; its membership is written by the caller.
  func open(_ article: Int64, state: String, severity: Double, at now: Date) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO story (state, first_article_id, told, started_at, last_at, developed_at, article_count, severity)
        VALUES (?, ?, ?, ?, ?, ?, 1, ?)
        """,
      arguments: [state, article, article, now.milliseconds, now.milliseconds, now.milliseconds, severity]
    )
    return database.lastInsertedRowID
  }

  /// Looks for news in a new text of an article that has its story.
  private func revise(_ filing: StoryFiling, article: Int64, in story: Int64, at now: Date) throws {
    let former = try Data.fetchOne(
      database,
      sql: "SELECT profile FROM story_profile WHERE article_id = ?",
      arguments: [article]
    )
    guard let former,
      let state = try String.fetchOne(
        database,
        sql: "SELECT state FROM story WHERE id = ?",
        arguments: [story]
      ),
      let (newState, news) = try filing.revise(
        FiledStory(
          number: story,
          state: state,
          members: [FiledProfile(article: article, opener: article, bytes: Array(former))]
        )
      )
    else { return }
    try database.execute(
      sql: """
        UPDATE story SET state = ?, last_at = ?, developed_at = ?,
          severity = max(severity, (SELECT severity FROM article WHERE id = ?)) WHERE id = ?
        """,
      arguments: [newState, now.milliseconds, now.milliseconds, article, story]
    )
    try database.execute(
      sql: "UPDATE story_member SET news = ? WHERE article_id = ?",
      arguments: [try JSONColumn.encode(news), article]
    )
  }

  /// Files a story under keys; of a key that has too many the story that was told longest ago makes room. Only keys in
  /// `crowded` can have too many then; nil where that is not known.
  func insert(_ keys: [Int64], of story: Int64, told: Int64, crowded: Set<Int64>? = nil) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO story_key (key, story_id, told) VALUES (?, ?, ?)
        ON CONFLICT (key, story_id) DO UPDATE SET told = excluded.told
        """
    )
    let makeRoom = try database.cachedStatement(
      sql: """
        DELETE FROM story_key WHERE key = ?1 AND story_id IN
          (SELECT story_id FROM story_key WHERE key = ?1 ORDER BY told DESC LIMIT -1 OFFSET \(Self.storiesPerKeyMax))
        """
    )
    for key in keys {
      try insert.execute(arguments: [key, story, told])
      if crowded?.contains(key) ?? true { try makeRoom.execute(arguments: [key]) }
    }
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
