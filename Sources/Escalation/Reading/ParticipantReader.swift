import Actors
import Language
import Model

/// Names the participant whom a nominal stands for.
///
/// A class: all readers of a sentence share one.
final class ParticipantReader: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let mentions: SentenceMentions
  let scene: Scene
  private var words: SentenceWords { syntax.words }
  var lexicon: EventLexicon { syntax.lexicon }

  init(syntax: SentenceSyntax, slots: SlotReader, mentions: SentenceMentions, scene: Scene) {
    self.syntax = syntax
    self.slots = slots
    self.mentions = mentions
    self.scene = scene
  }

  /// The sides that a nominal and what is coordinated with it stand for.
  func sides(at nominal: Int) -> [Side] {
    var sides: [Side] = []
    for place in syntax.conjuncts(of: nominal) {
      for side in membersOrSide(at: place) + coordinatedOwners(of: place) + ownersBehind(place)
      where !sides.contains(where: { $0.participant == side.participant }) {
        sides.append(side)
      }
    }
    return sides
  }

  /// The sides of "the two countries", else the one that a nominal stands for.
  private func membersOrSide(at place: Int) -> [Side] {
    guard let mention = mentions.mention(at: place), !mention.members.isEmpty else {
      return side(at: place).map { [$0] } ?? []
    }
    let ground = ParticipantGround(mention: mentions.text(of: mention), rule: mention.rule)
    return mention.members.map {
      Side(participant: Participant(actor: $0), ground: ground, isPolitical: true)
    }
  }

  private func side(at place: Int) -> Side? {
    let role = role(of: place)
    if let mention = mentions.mention(at: place) {
      return mention.actor != nil || mention.role != nil ? side(of: mention, at: place) : nil
    }
    if syntax.isA(.speakerPronoun, at: place) { return speaker(at: place) }
    if syntax.tag(place) == .pronoun, !syntax.isA(.unnamed, at: place) { return nil }
    if let owner = owner(of: place) { return named(owner, role: role, at: place) }
    if let counted = counted(at: place), let side = side(at: counted) { return side }
    return unnamed(role, at: place)
  }

  /// "We" in a quotation are the speaker's side.
  private func speaker(at place: Int) -> Side? {
    guard let speaker = slots.speaker(over: place), !syntax.isA(.speakerPronoun, at: speaker) else {
      return nil
    }
    return side(at: speaker)
  }

  /// The side that a mention names; a role without a country takes that of the scene.
  func side(of mention: ActorMention, at place: Int) -> Side {
    let ground = ParticipantGround(
      mention: mentions.text(of: mention),
      rule: mention.rule,
      person: mention.person
    )
    if let named = local(mention, at: place) ?? individuals(mention, at: place) ?? organisation(mention)
      ?? mention.participant
    {
      var side = Side(
        participant: named,
        ground: ground,
        isPolitical: mention.role?.roleClass != .civilians
      )
      side.isFromScene = mention.isFromContext || isDateline(mention, at: place)
      side.isPlace = mention.form.isPlace || mention.form == .region
      return side
    }
    guard let role = mention.role, role.roleClass != .perpetrators, let country = scene.country(near: place)
    else {
      return Side(
        participant: .unknown,
        ground: ground,
        isPolitical: mention.role?.roleClass.isPolitical ?? false
      )
    }
    var side = Side(
      participant: Participant(actor: country, role: role.people),
      ground: ParticipantGround(
        mention: ground.mention,
        rule: "\(mention.rule), at the scene",
        person: ground.person
      ),
      isPolitical: role.roleClass != .civilians
    )
    side.isFromScene = true
    return side
  }

  /// Militants and civilians without a side are those of the place that the sentence names, before the article's place.
  private func local(_ mention: ActorMention, at place: Int) -> Participant? {
    guard mention.isFromContext, let role = mention.role, role.roleClass != .perpetrators,
      let people = role.people, let country = scene.namedCountry(near: place)
    else { return nil }
    return Participant(actor: country, role: people)
  }

  /// The staff of an organisation stand for it.
  private func organisation(_ mention: ActorMention) -> Participant? {
    guard mention.actorKind == .organisation, let role = mention.role?.roleClass,
      role == .civilians || role == .state
    else { return nil }
    return mention.actor.map { Participant(actor: $0) }
  }

  /// "KABUL (Reuters) -": where the report was written, and no participant.
  private func isDateline(_ mention: ActorMention, at place: Int) -> Bool {
    guard mention.form.isPlace, mentions.firstPlace(of: mention) <= 1 else { return false }
    let text = mentions.text(of: mention)
    return text.count > 3 && text == text.uppercased() && text != text.lowercased()
  }

  /// "Two Americans" and "Briton" are people of the country, "the Americans" the country.
  private func individuals(_ mention: ActorMention, at place: Int) -> Participant? {
    guard mention.form == .people, mention.role == nil, let country = mention.actor,
      !Participant.isPeople(country)
    else { return nil }
    let before = mentions.firstPlace(of: mention) - 1
    let isCounted =
      before >= 0 && syntax.tag(before) == .numeral
      || syntax.children(of: place).contains {
        syntax.relation($0) == .numericModifier || syntax.isA(.determiner, at: $0)
      }
    let isOne =
      syntax.tag(place) == .noun && !words.ends(place, with: "s")
      && !syntax.has(.determiner, at: place)
    return isCounted || isOne ? Participant(actor: country, role: .civilians) : nil
  }

  /// The nation or group that a nominal belongs to: "Russian diplomats", "the mission of Russia".
  func owner(of place: Int) -> ActorMention? {
    let direct = syntax.children(of: place).filter { !syntax.relation($0).leavesNominal }
    let near = (direct + direct.filter { $0 < place }.flatMap(syntax.children)).sorted()
    let named = near.filter { mentions.mention(at: $0)?.actor != nil }
    return (named.last { $0 < place } ?? named.first { $0 > place }).flatMap(mentions.mention)
  }

  /// What a nominal only counts: "dozens of soldiers", "members of the mission".
  private func counted(at place: Int) -> Int? {
    slots.nominals(in: .preposition(lexicon.of), of: place).first
  }

  func named(_ mention: ActorMention, role: SideRole, at place: Int) -> Side? {
    guard let owner = mention.participant else { return nil }
    return Side(
      participant: mention.role == nil ? role.participant(of: owner.name) : owner,
      ground: ParticipantGround(mention: phrase(place), rule: mention.rule, person: mention.person),
      isPolitical: !role.isCivilians
    )
  }

  // MARK: Roles

  func role(of place: Int) -> SideRole {
    for (wordClass, role) in Self.rolesByClass where syntax.isA(wordClass, at: place) {
      if case .people(.militants) = role { return .people(armedRole(at: place)) }
      return role
    }
    return .thing
  }

  /// In this order: a word may stand in several classes.
  private static let rolesByClass: [(WordClass, SideRole)] = [
    (.oppositionists, .people(.opposition)), (.armed, .people(.militants)),
    (.protesters, .people(.protesters)), (.stateWord, .state), (.civilians, .people(.civilians)),
    (.unnamed, .unnamed),
  ]

  private func armedRole(at place: Int) -> ParticipantRole {
    Self.armedRoles.first { syntax.isA($0.0, at: place) }?.1 ?? .militants
  }

  private static let armedRoles: [(WordClass, ParticipantRole)] = [
    (.insurgents, .insurgents), (.rebels, .rebels), (.guerrillas, .guerrillas),
    (.separatists, .separatists), (.paramilitaries, .paramilitaries),
  ]

  private func unnamed(_ role: SideRole, at place: Int) -> Side? {
    let text = phrase(place)
    if syntax.isA(.unnamed, at: place) { return unknown(text, isPolitical: false) }
    let country = scene.country(near: place)
    switch role {
    case .state, .people:
      if let owner = presumedOwner(of: place), let side = presumed(at: owner, role: role) { return side }
      guard let country else { return unknown(text, isPolitical: role.isPolitical) }
      var side = Side(
        participant: role.participant(of: country),
        ground: ParticipantGround(mention: text, rule: "\(text) at the scene: \(country)"),
        isPolitical: role.isPolitical
      )
      side.isFromScene = true
      return side
    case .unnamed: return unknown(text, isPolitical: false)
    case .thing:
      if let within = within(place) { return within }
      if let presumed = presumed(at: place) { return presumed }
      return Side(
        participant: nil,
        ground: ParticipantGround(mention: text, rule: "no political actor"),
        isPolitical: false
      )
    }
  }

  /// A capitalised name that no table knows, in a text that is not all capitals.
  private func presumed(at place: Int, role: SideRole? = nil) -> Side? {
    guard syntax.tag(place) == .properNoun, words.hasMixedCase, words.isCapitalised(place) else { return nil }
    let before = syntax.children(of: place).filter {
      $0 < place && syntax.relation($0).isOne(of: .compound, .flat) && words.isCapitalised($0)
    }
    let name = words.text((before.first ?? place)...place)
    var side = Side(
      participant: role?.participant(of: name) ?? Participant(actor: name),
      ground: ParticipantGround(mention: phrase(place), rule: "a name that no table knows"),
      isPolitical: false
    )
    side.isPresumed = true
    return side
  }

  /// "The Arnor government", "Gondor's army": whose state or people they are.
  private func presumedOwner(of place: Int) -> Int? {
    syntax.children(of: place).first {
      syntax.relation($0).isOne(of: .compound, .possessive, .adjectivalModifier)
        && syntax.tag($0) == .properNoun && $0 < place
    }
  }

  /// What stands for a thing is whose land it is in: "a target in the Gaza Strip".
  private func within(_ place: Int) -> Side? {
    let inner = syntax.nominalPhrase(of: place).first {
      $0 > place && mentions.mention(at: $0)?.actor != nil && !isOfPhrase($0, place)
    }
    guard let inner, let mention = mentions.mention(at: inner) else { return nil }
    var side = side(of: mention, at: inner)
    side.isFromScene = true
    return side
  }

  /// "The cost of Britain's system" is no part of Britain.
  private func isOfPhrase(_ inner: Int, _ place: Int) -> Bool {
    slots.nominals(in: .preposition(lexicon.of), of: place).contains {
      syntax.subtree(of: $0).contains(inner)
    }
  }

  private func unknown(_ text: String, isPolitical: Bool) -> Side {
    Side(
      participant: .unknown,
      ground: ParticipantGround(mention: text, rule: "not named in the text"),
      isPolitical: isPolitical
    )
  }

  /// A nominal's words up to its head.
  func phrase(_ place: Int) -> String {
    let phrase = syntax.nominalPhrase(of: place).filter { $0 <= place }
    guard let first = phrase.first else { return words.text(at: place) }
    return words.text(first...place)
  }
}
