internal import Foundation
internal import Model
internal import Storage
internal import Stories

/// Stories whose members change, within one transaction.
extension StoryFacet {
  /// Makes a story of articles that leave another, told from the first report of their event on; returns the new one.
  func part(_ moved: [Int64], openedBy article: Int64, from story: Int64, at now: Date) throws -> Int64 {
    let new = try open(article, state: "", at: now)
    try remove(Self.keys(of: try profiles(of: moved)), of: story)
    try move(moved, to: new)
    try makeOpener(article, withCopies: moved)
    try renameOpeners(of: story)
    for number in [story, new] { try rebuild(number) }
    return new
  }

  /// Takes articles that tell another event out of their story, with those that were tied to them.
  ///
  /// - Returns: what left the story; nothing where nothing of it would stay.
  func part(_ split: FilingSplit, from story: Int64, at now: Date) throws -> [Int64] {
    let kept = try self.story(story)?.members.map(\.article) ?? []
    let staying = kept.filter { !split.articles.contains($0) }
    let moved = try withTied(split.articles, of: story, except: staying)
    guard let first = moved.first, !staying.isEmpty else { return [] }
    let new = try part(moved, openedBy: first, from: story, at: now)
    try tie(moved, to: first, in: new)
    try record(.split, story, new, moved, by: .program, split.grounds, at: now)
    return moved
  }

  /// Makes of the members that a story keeps what it has told, as if they had come one after the other.
  func rebuild(_ story: Int64) throws {
    guard let filed = try self.story(story)?.members else { return }
    let members = filed.compactMap { filed in
      StoryProfile(bytes: filed.bytes).map {
        StoryMember(article: filed.article, profile: $0, opener: filed.opener)
      }
    }
    let record = StoryRecord(rebuiltFrom: members) ?? StoryRecord(StoryMember(article: 0, profile: .empty))
    try recount(story, state: try record.stateText)
    for member in filed { try insert(Array(Self.keys(of: [member])), of: story, told: member.article) }
  }

  static func keys(of profiles: [FiledProfile]) -> Set<Int64> {
    Set(
      profiles.compactMap { StoryProfile(bytes: $0.bytes) }.flatMap { profile in
        StoryIndex.keys(of: profile).map { Int64(bitPattern: $0.hash) }
      }
    )
  }
}
