import Model
import Text

/// A person whom the text introduces with an office or a side: `Pakistan's army spokesman Athar Abbas`.
struct PersonBinding: Sendable {
  /// The hash of the surname's token, folded as its vocabulary folds it.
  var surname: UInt64
  var actor: String?
  var actorKind: ActorKind?
  var role: ActorRole?
  /// The person's name as the text gives it in full.
  var fullName: String
  var rule: String
}

/// Puts the names of one sentence together with the nouns beside them: sides with roles, offices with persons.
///
/// A class: it calls back into itself a lot, and copies would count the references of a whole table.
final class MentionComposer {
  let table: ActorTable
  let document: Document
  let matcher: NameMatcher
  let pieces: [PieceStream.Piece]
  let matches: [NameMatch]
  /// For each piece the match that covers it, -1 for none.
  private let matchOfPiece: [Int32]
  private(set) var mentions: [ActorMention] = []
  private(set) var bindings: [PersonBinding] = []

  init(_ table: ActorTable, _ document: Document, _ matcher: NameMatcher, _ pieces: [PieceStream.Piece]) {
    self.table = table
    self.document = document
    self.matcher = matcher
    self.pieces = pieces
    matches = matcher.matches(in: pieces)
    var covering = Array(repeating: Int32(-1), count: pieces.count)
    for (index, match) in matches.enumerated() {
      for piece in match.pieces { covering[piece] = Int32(index) }
    }
    matchOfPiece = covering
  }

  /// The match that covers a piece.
  func match(covering piece: Int) -> NameMatch? {
    let index = matchOfPiece[piece]
    return index < 0 ? nil : matches[Int(index)]
  }

  func run() {
    var at = 0
    while at < matches.count {
      switch matches[at].sense.kind {
      case .actor where matches[at].sense.form == .person: at = addPerson(at)
      case .actor: at = addSide(at)
      case .role: at = addRole(at)
      case .surname: at = addSurname(at)
      case .office, .address, .decoy, .modifier, .givenName, .follower: at += 1
      }
    }
  }

  // MARK: A side, alone or with its role

  private func addSide(_ at: Int) -> Int {
    let match = matches[at]
    let actor = table.actors[Int(match.sense.actor)]
    if isPersonsName(at) { return at + 1 }
    var mention = self.mention(match.pieces, actor, match.sense.form)
    mention.rule = "\(match.sense.form.phrase) of \(actor.name)"
    mention.namesakes = match.namesakes
    let compound = compound(match.pieces)
    if compound == .other {
      mention.isModifier = true
      mentions.append(mention)
      return at + 1
    }
    guard let phrase = rolePhrase(after: at, isLed: compound == .led) else {
      mentions.append(mention)
      return at + 1
    }
    extend(&mention, to: phrase.end)
    // The armed of a people are known by their country: `Hutu rebels`.
    if actor.kind == .people, phrase.role.roleClass == .armed,
      let home = actor.home.flatMap(table.actor(canonical:))
    {
      mention.take(home)
    }
    mention.role = phrase.role
    mention.form = .role
    mention.isFormer = phrase.isFormer
    mention.rule = "\(document.text(in: mention.bytes)): \(phrase.role.label) of \(actor.name)"
    return finish(mention, after: phrase.last)
  }

  /// Adds a mention that ends with a role, with the person's name that follows it where there is one.
  private func finish(_ mention: ActorMention, after last: Int) -> Int {
    var mention = mention
    let end = matches[last].pieces.upperBound
    if last + 1 < matches.count, matches[last + 1].pieces.lowerBound == end, isSpaced(end - 1),
      !isOtherWord(matches[last + 1])
    {
      let next = matches[last + 1]
      if next.sense.kind == .actor && next.sense.form == .person || next.sense.kind == .surname {
        extend(&mention, to: next.pieces.upperBound)
        mention.form = .person
        mention.person = person(next)
        if mention.actor == nil {
          mention.take(table.actors[Int(next.sense.actor)])
          mention.rule = officeRule(next.sense)
        }
        bind(mention, next.pieces)
        mentions.append(mention)
        return last + 2
      }
    }
    guard let name = unknownName(from: end) else {
      mentions.append(mention)
      return last + 1
    }
    extend(&mention, to: name.upperBound)
    mention.form = .person
    mention.person = document.text(in: bytes(name)).split(whereSeparator: \.isWhitespace).joined(
      separator: " "
    )
    bind(mention, name)
    mentions.append(mention)
    return matches[(last + 1)...].firstIndex { $0.pieces.lowerBound >= name.upperBound } ?? matches.count
  }

  /// A role noun, with modifiers between, that belongs to the side at `at`.
  private func rolePhrase(after at: Int, isLed: Bool) -> RolePhrase? {
    let match = matches[at]
    var end = match.pieces.upperBound
    if isLed { end += 1 }
    let isPossessive = end < pieces.count && isPossessiveEnd(end)
    if isPossessive { end += 1 }
    // Abbreviations stand before nouns as adjectives do: `US defence officials`.
    let isAdjective =
      match.sense.form == .adjective || match.sense.form == .people || isPossessive || isLed
      || match.sense.caseRule.contains(.upper)
    return RolePhrase(self, from: end, next: at + 1, modifiersMax: isAdjective ? RolePhrase.modifiersMax : 0)
  }

  // MARK: A role alone

  private func addRole(_ at: Int) -> Int {
    guard let phrase = RolePhrase(self, from: matches[at].pieces.lowerBound, next: at, modifiersMax: 0) else {
      return at + 1
    }
    let first = matches[at].pieces.lowerBound
    var mention = self.mention(first..<phrase.end, nil, .role)
    mention.role = phrase.role
    mention.isFormer = phrase.isFormer
    mention.rule = "role without a side"
    if let side = sideAfter(phrase) {
      mention.take(table.actors[Int(side.sense.actor)])
      mention.rule = "\(phrase.role.label) of \(document.text(in: bytes(side.pieces)))"
    }
    return finish(mention, after: phrase.last)
  }

  /// The side in `government of Sudan`, `rebels in the Darfur region`.
  private func sideAfter(_ phrase: RolePhrase) -> NameMatch? {
    guard phrase.last + 1 < matches.count, phrase.end < pieces.count else { return nil }
    let words = table.linkWords
    var at = phrase.end
    let link = pieces[at].word
    // Police in a country and gunmen in it are not by that its own.
    let belongsToPlace = phrase.role.roleClass != .state && phrase.role.roleClass != .perpetrators
    guard words.of.contains(link) || words.within.contains(link) && belongsToPlace else { return nil }
    at += 1
    while at < pieces.count, words.fillers.contains(pieces[at].word) { at += 1 }
    return matches[(phrase.last + 1)...].prefix(3).first { match in
      match.pieces.lowerBound == at && match.sense.kind == .actor && match.sense.form != .person
    }
  }

  // MARK: Persons

  private func addPerson(_ at: Int) -> Int {
    let match = matches[at]
    var mention = self.mention(match.pieces, table.actors[Int(match.sense.actor)], .person)
    mention.isFormer = !matcher.isInOffice(match.sense)
    mention.rule = officeRule(match.sense)
    mention.person = person(match)
    bind(mention, match.pieces)
    mentions.append(mention)
    return at + 1
  }

  /// A leader's surname by itself counts after a title, or while in office where it is not a common one.
  private func addSurname(_ at: Int) -> Int {
    let match = matches[at]
    let isTitled =
      at > 0 && matches[at - 1].pieces.upperBound == match.pieces.lowerBound
      && (matches[at - 1].kinds.has(.office) || matches[at - 1].kinds.has(.address))
    // Without a day nobody is known to be in office, so the surname must be of one country alone.
    let isWellKnown =
      !match.sense.caseRule.contains(.person) && (matcher.day != nil || match.namesakes.isEmpty)
    guard matcher.isInOffice(match.sense), isTitled || isWellKnown, !isOtherWord(match),
      !isPartOfName(match.pieces) || isTitled
    else { return at + 1 }
    var mention = self.mention(match.pieces, table.actors[Int(match.sense.actor)], .person)
    mention.rule = officeRule(match.sense)
    mention.person = person(match)
    mentions.append(mention)
    return at + 1
  }

  private func bind(_ mention: ActorMention, _ name: Range<Int>) {
    guard let last = name.last else { return }
    let token = document.tokens[Int(pieces[last].token)]
    bindings.append(
      PersonBinding(
        surname: document.vocabulary.hash(of: token.term),
        actor: mention.actor,
        actorKind: mention.actorKind,
        role: mention.role,
        fullName: mention.person ?? document.text(in: bytes(name)),
        rule: mention.rule
      )
    )
  }

  private func person(_ match: NameMatch) -> String {
    table.person(document.text(in: bytes(match.pieces)), as: match.sense)
  }

  private func officeRule(_ sense: NameSense) -> String {
    guard sense.detail >= 0 else { return "person of \(table.actors[Int(sense.actor)].name)" }
    let office = table.offices[Int(sense.detail)]
    let prefix = matcher.isInOffice(sense) ? "" : "at another time "
    return "\(prefix)\(office.title) of \(table.actors[Int(office.actor)].name)"
  }

  // MARK: Ranges

  func bytes(_ range: Range<Int>) -> Range<Int> {
    Int(pieces[range.lowerBound].start)..<Int(pieces[range.upperBound - 1].end)
  }

  private func mention(_ range: Range<Int>, _ actor: Actor?, _ form: MentionForm) -> ActorMention {
    let first = Int(pieces[range.lowerBound].token)
    let last = Int(pieces[range.upperBound - 1].token)
    return ActorMention(
      tokens: first..<(last + 1),
      bytes: bytes(range),
      actor: actor?.name,
      actorKind: actor?.kind,
      form: form,
      rule: ""
    )
  }

  private func extend(_ mention: inout ActorMention, to end: Int) {
    mention.tokens = mention.tokens.lowerBound..<(Int(pieces[end - 1].token) + 1)
    mention.bytes = mention.bytes.lowerBound..<Int(pieces[end - 1].end)
  }
}
