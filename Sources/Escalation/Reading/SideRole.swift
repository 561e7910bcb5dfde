/// What a word for people says of their part.
enum SideRole: Sendable {
  case state, armed(String), civilians, protesters, opposition, unnamed, thing

  /// The name of such people of a country or group; the country itself for its state.
  func name(of owner: String) -> String? {
    switch self {
    case .armed(let word): "\(owner) \(word)"
    case .civilians: "\(owner) civilians"
    case .protesters: "\(owner) protesters"
    case .opposition: "\(owner) opposition"
    case .state, .unnamed, .thing: nil
    }
  }
}
