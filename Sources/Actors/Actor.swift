package import Model

/// What kind of political actor a name stands for.
package enum ActorKind: String, Sendable, Codable, CaseIterable {
  /// A state, or a territory that acts under its own name.
  case country
  /// An international organisation, an alliance, a court.
  case organisation
  /// An armed group.
  case armed
  /// A political party or a movement.
  case party
  /// A movement or a person known for opposing the state.
  case opposition
  /// A movement of protest.
  case protesters
  /// An ethnic or religious people within a state.
  case people
  /// An organised body of civilians.
  case civilians
  /// A government beside another in one country.
  case state
  /// Several states taken together.
  case region
  /// A set that an analyst defined.
  case definition
}

/// A political actor of the table.
package struct Actor: Sendable, Hashable {
  /// The canonical English name, as events carry it.
  package let name: String
  /// What sort of actor it is, which tells what its people, places and pronouns mean.
  package let kind: ActorKind
  /// The country a group belongs to, by its canonical name; a country is its own home; nil for what has none.
  package let home: String?
  /// Nouns that may stand for it once it has been named: `alliance` for NATO.
  package let nouns: [String]
}

/// How words name an actor.
package enum MentionForm: String, Sendable, Codable, CaseIterable {
  /// A name of the actor itself, in any of its forms: `Russia`, `UN`.
  case name
  /// An adjective of it: `Russian` of `Russian troops`.
  case adjective
  /// Its people by a demonym: `Russians`.
  case people
  /// Its capital, which stands for its government: `Moscow`.
  case capital
  /// A seat of power or another word that stands for a government: `the Kremlin`.
  case seat
  /// Armed forces, police or a service under their own name: `IDF`.
  case force
  /// A person who speaks or acts for it.
  case person
  /// A city, province or landmark in a country.
  case place
  /// A name of several states taken together: `the Sahel`.
  case region
  /// A role noun: `Iraqi insurgents`, `rebels`.
  case role
  /// A set that an analyst defined.
  case definition
  /// A definite description: `the alliance`.
  case description
  /// A pronoun that was resolved: `it`, `they`.
  case pronoun

  /// The form in words, as reasons give it: `demonym of Russia`.
  package var phrase: String {
    switch self {
    case .name: "name"
    case .adjective: "adjective"
    case .people: "demonym"
    case .capital: "capital"
    case .seat: "seat of power"
    case .force: "forces or service"
    case .person: "person"
    case .place: "place in"
    case .region: "region"
    case .role: "role"
    case .definition: "definition"
    case .description: "description"
    case .pronoun: "pronoun"
    }
  }

  /// True where the words name a spot on the map and stand for an actor only by metonymy.
  package var isPlace: Bool { self == .place || self == .capital }
}

/// A role noun as it stands in a text.
package struct ActorRole: Sendable, Hashable {
  /// What sort of people they are.
  package let roleClass: RoleClass
  /// The word that names carry: `insurgents` in `Iraq insurgents`.
  package let label: String
  /// The people it makes of a country or group; nil for those who stand for it.
  package var people: ParticipantRole? { ParticipantRole(rawValue: label) }
}

/// Where a text speaks of an actor.
package struct ActorMention: Sendable, Hashable {
  /// Indices into the document's tokens.
  package var tokens: Range<Int>
  /// UTF-8 byte offsets in the document; within one token for `U.S.` of `U.S.-led`.
  package var bytes: Range<Int>
  /// The canonical name of the table's actor; nil for a role whose country is not known.
  package var actor: String?
  /// What the actor is; nil where it is not known.
  package var actorKind: ActorKind?
  /// How the words name the actor.
  package var form: MentionForm
  /// As what people the words name it; nil for the actor itself.
  package var role: ActorRole?
  /// How the words became the name, such as `adjective of Russia`.
  package var rule: String
  /// The person whom the words name, in full where the table or the text says so; nil where they name none.
  package var person: String?
  /// True for a part of a compound that says whose friend or foe somebody is: `Iran-backed`, `pro-Russian`.
  package var isModifier = false
  /// True where the country of a role was taken from the context and not from words beside it.
  package var isFromContext = false
  /// True for one who held the office at another time, and for `former` before it.
  package var isFormer = false
  /// Other actors of the same name, which the context may prefer.
  var namesakes: [Int32] = []
  /// The members meant by a set description such as `the two countries`; empty for one actor.
  package var members: [String] = []

  /// The participant: the country for its state roles, the group for its fighters, country and role for others.
  ///
  /// Nil where neither the words nor the context name a side, and for those who are known only by the deed.
  package var participant: Participant? {
    guard let actor else { return nil }
    guard let role, !Self.isFolded(role.roleClass, into: actorKind) else { return Participant(actor: actor) }
    if role.roleClass == .perpetrators && isFromContext { return nil }
    return Participant(actor: actor, role: role.people)
  }

  /// The participant's canonical name.
  package var name: String? { participant?.name }

  /// An actor's people.
  static func participant(of actor: Actor, as role: ActorRole) -> Participant {
    Participant(actor: actor.name, role: isFolded(role.roleClass, into: actor.kind) ? nil : role.people)
  }

  /// True where the people of a role are the actor: a state's army, a group's fighters, an organisation's workers.
  private static func isFolded(_ roleClass: RoleClass, into kind: ActorKind?) -> Bool {
    switch kind {
    case .armed, .party, .opposition, .protesters:
      roleClass != .civilians
    case .organisation: roleClass == .state || roleClass == .civilians
    default: roleClass == .state
    }
  }

  /// Gives the mention an actor of the table.
  mutating func take(_ actor: Actor) {
    self.actor = actor.name
    actorKind = actor.kind
  }
}
