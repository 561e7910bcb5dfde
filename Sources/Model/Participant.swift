/// The classes of those whom the news does not name.
package enum RoleClass: String, Sendable, Codable, CaseIterable {
  /// Insurgents, rebels, militants, militias.
  case armed
  /// Gunmen, bombers, kidnappers: known only by the deed, so by itself nobody in particular.
  case perpetrators
  /// People without arms and office, victims among them.
  case civilians
  /// People who demonstrate, strike or riot.
  case protesters
  /// Parties and politicians against their government.
  case opposition
  /// Government, forces, officials: they fold into their country.
  case state

  /// True for those who take part in politics, by office or by arms.
  package var isPolitical: Bool {
    switch self {
    case .armed, .state, .protesters, .opposition: true
    case .perpetrators, .civilians: false
    }
  }
}

/// As what the news knows people whom it does not name. The raw value is the word that names carry.
package enum ParticipantRole: String, Sendable, Codable, CaseIterable {
  /// Those who fight against a state or without its order; their class is `armed`.
  case insurgents, rebels, militants, guerrillas, separatists, fighters, militia, paramilitaries
  /// Those known only by an armed deed; the class is `perpetrators`.
  case gunmen
  /// People without arms and office.
  case civilians
  /// People who demonstrate, strike or riot.
  case protesters
  /// Parties and politicians against their government.
  case opposition

  /// The class that it belongs to.
  package var roleClass: RoleClass {
    switch self {
    case .insurgents, .rebels, .militants, .guerrillas, .separatists, .fighters, .militia, .paramilitaries:
      .armed
    case .gunmen: .perpetrators
    case .civilians: .civilians
    case .protesters: .protesters
    case .opposition: .opposition
    }
  }
}

/// Who stands on one side of an event.
///
/// Its written form is a name: `Russia`, `Russia civilians`, `Palestinian militants`, `unknown`. JSON, the store,
/// conditions and screens carry that form, and reading it gives the same value back.
package enum Participant: Sendable, Hashable {
  /// An actor by its canonical English name, or people of it known by their role.
  ///
  /// Made by `init(actor:role:)` only: a name that ends with a role's word is that role's people, whoever writes it.
  case named(actor: String, role: ParticipantRole?)
  /// Somebody whom the text does not name.
  case unknown

  /// An actor of this canonical name, or its people.
  package init(actor: String, role: ParticipantRole? = nil) {
    self = role == nil ? Self.read(actor) : .named(actor: actor, role: role)
  }

  /// The participant of a written name.
  package init(name: String) { self = name == Self.unknownName ? .unknown : Self.read(name) }

  /// The canonical name, or `unknown`.
  package var name: String {
    switch self {
    case .named(let actor, nil): actor
    case .named(let actor, let role?): "\(Self.adjectives[actor] ?? actor) \(role.rawValue)"
    case .unknown: Self.unknownName
    }
  }

  /// The state or group that it is or belongs to; nil for somebody unnamed.
  package var actor: String? { if case .named(let actor, _) = self { actor } else { nil } }

  /// As what people are known; nil for an actor itself and for somebody unnamed.
  package var role: ParticipantRole? { if case .named(_, let role) = self { role } else { nil } }

  /// True where the text says who it is.
  package var isNamed: Bool { self != .unknown }

  /// True for a name that stands for people and not for a state, such as `Palestinians`.
  package static func isPeople(_ actor: String) -> Bool { adjectives[actor] != nil }

  private static let unknownName = "unknown"

  /// What stands before a role for actors whose names are a people's.
  private static let adjectives = ["Palestinians": "Palestinian"]

  private static func read(_ name: String) -> Self {
    guard let space = name.utf8.lastIndex(of: UInt8(ascii: " ")), space > name.startIndex,
      let role = ParticipantRole(rawValue: String(name[name.utf8.index(after: space)...]))
    else { return .named(actor: name, role: nil) }
    let owner = String(name[..<space])
    return .named(actor: adjectives.first { $0.value == owner }?.key ?? owner, role: role)
  }
}

extension Participant: Codable {
  /// Reads the one string that names it; every string names somebody.
  ///
  /// - Throws: `DecodingError` for what is no string.
  package init(from decoder: any Decoder) throws {
    self.init(name: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes one string, its `name`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
