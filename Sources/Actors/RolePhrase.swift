import Model

/// A run of role nouns with modifiers before them: `elite riot police`, `rebel group leader`.
struct RolePhrase {
  /// What the run as a whole names.
  private(set) var role: ActorRole
  /// The piece after the last noun.
  private(set) var end: Int
  /// The match of the last noun.
  private(set) var last: Int
  /// True after `former`, `ex`, `ousted`.
  private(set) var isFormer = false

  /// How many modifiers may stand before a role noun; longer runs are lists or sentences.
  static let modifiersMax = 4

  /// The run whose pieces begin at `start`, from match `next` on; nil where no role noun comes.
  init?(_ sentence: MentionComposer, from start: Int, next: Int, modifiersMax: Int) {
    var found: (role: ActorRole, end: Int, last: Int)?
    var at = start
    var modifiers = 0
    var isFormer = false
    for index in next..<sentence.matches.count {
      let match = sentence.matches[index]
      guard match.pieces.lowerBound == at else { break }
      if match.kinds.has(.role) || match.kinds.has(.office), let role = sentence.role(of: match) {
        found = (
          Self.whole(found?.role, then: role, isOffice: match.kinds.has(.office)), match.pieces.upperBound,
          index
        )
      } else if match.kinds.has(.modifier), found == nil, modifiers < modifiersMax {
        modifiers += 1
        isFormer = isFormer || sentence.isFormerWord(match)
      } else {
        break
      }
      at = match.pieces.upperBound
    }
    guard let found else { return nil }
    (role, end, last) = found
    self.isFormer = isFormer
  }

  /// The last noun says who it is, but the leader or spokesman of rebels is of the rebels.
  private static func whole(_ earlier: ActorRole?, then role: ActorRole, isOffice: Bool) -> ActorRole {
    guard let earlier, isOffice || role.roleClass == .state else { return role }
    return [.armed, .opposition, .protesters].contains(earlier.roleClass) ? earlier : role
  }
}
