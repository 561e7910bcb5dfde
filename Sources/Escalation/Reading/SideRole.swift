import Actors

/// What a word for people says of their part.
enum SideRole: Sendable {
  case state, armed(String), civilians, protesters, opposition, unnamed, thing

  /// The name of such people of a country or group; the country itself for its state.
  func name(of owner: String) -> String? {
    switch self {
    case .armed(let word): ActorMention.join(owner, word)
    case .civilians: ActorMention.join(owner, "civilians")
    case .protesters: ActorMention.join(owner, "protesters")
    case .opposition: ActorMention.join(owner, "opposition")
    case .state, .unnamed, .thing: nil
    }
  }
}
