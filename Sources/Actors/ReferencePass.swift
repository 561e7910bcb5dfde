import Model
import Text

/// Goes through a document once, in order, and gives names to what stands for names.
struct ReferencePass {
  let table: ActorTable
  let document: Document
  let place: String?
  private(set) var discourse: Discourse
  private(set) var mentions: [ActorMention] = []
  private let given: [ActorMention]
  private var next = 0
  private var sentence = 0
  private var rank = 0
  /// Sentences of an earlier part, so that those of this part count on.
  private let offset: Int

  init(_ table: ActorTable, _ document: Document, _ given: [ActorMention], place: String?, earlier: Discourse)
  {
    self.table = table
    self.document = document
    self.given = given
    self.place = place
    discourse = earlier
    // Far enough on that no pronoun of the title reaches back into the text's end.
    offset = earlier.referents.last.map { $0.sentence + 1 + Discourse.pronounSentences } ?? 0
  }

  mutating func run() {
    var words = ReferenceWords(document, table.descriptions)
    for (index, span) in document.sentences.enumerated() {
      sentence = offset + index
      rank = 0
      var token = span.tokens.lowerBound
      while token < span.tokens.upperBound {
        if next < given.count, given[next].tokens.lowerBound < token {
          // A role noun within a description that was resolved as a whole.
          next += 1
        } else if next < given.count, given[next].tokens.lowerBound == token {
          token = max(token + 1, take(given[next], &words))
          next += 1
        } else {
          token = reference(at: token, end: span.tokens.upperBound, &words)
        }
      }
    }
    while next < given.count {
      mentions.append(given[next])
      next += 1
    }
  }

  /// Where a referent stands, for reasons: `sentence 3`, `title`.
  func whereabouts(of referent: Discourse.Referent) -> String {
    offset > 0 && referent.sentence >= offset ? "title" : "sentence \(referent.sentence + 1)"
  }

  // MARK: Names and roles

  /// Adds a mention that was found by its words, with its side from the context where it has none.
  private mutating func take(_ mention: ActorMention, _ words: inout ReferenceWords) -> Int {
    var mention = mention
    let before = mention.tokens.lowerBound - 1
    if mention.actor == nil, let role = mention.role {
      let classes = words.classes(at: before)
      if classes.contains(.possessive), let owner = antecedent(classes),
        owner.role == nil || owner.role?.roleClass == .state
      {
        (mention.actor, mention.actorKind) = (owner.actor, owner.kind)
        mention.rule = "\(mention.rule): of \(owner.words), \(whereabouts(of: owner))"
      } else {
        resolve(role, &mention, isDefinite: classes.contains(.definite) || classes.contains(.possessive))
      }
    }
    mentions.append(mention)
    note(mention, &words)
    return mention.tokens.upperBound
  }

  private mutating func note(_ mention: ActorMention, _ words: inout ReferenceWords) {
    guard let actor = mention.actor, !mention.isModifier else { return }
    let before = mention.tokens.lowerBound - 1
    let isBare = mention.form == .adjective || mention.form == .people && mention.role == nil
    discourse.add(
      Discourse.Referent(
        actor: actor,
        role: mention.role,
        kind: mention.actorKind ?? .country,
        sentence: sentence,
        rank: rank,
        isPerson: mention.form == .person,
        isOffice: mention.role?.label == Self.officeLabel,
        isPlace: mention.form == .place,
        isPlural: mention.role.map { $0.roleClass != .state } ?? (mention.form == .people),
        isWeak: isBare && mention.form == .adjective || mention.form == .place
          || words.has(.locative, at: before),
        numeral: words.numeral(at: before) ?? words.numeral(at: mention.tokens.lowerBound),
        words: document.text(in: mention.bytes)
      )
    )
    rank += 1
  }

  /// `The rebels` are those named before; `rebels` and a state's words belong to the place.
  private func resolve(_ role: ActorRole, _ mention: inout ActorMention, isDefinite: Bool) {
    if role.roleClass == .state {
      guard let side = state(isDefinite: isDefinite) else { return }
      (mention.actor, mention.actorKind) = (side.actor, .country)
      mention.rule = "\(mention.rule): \(side.rule)"
      mention.isFromContext = true
      return
    }
    let noun = Self.headNoun(document.text(in: mention.bytes))
    if isDefinite, let named = discourse.last(where: { fits($0, role, noun: noun) }) {
      (mention.actor, mention.actorKind) = (named.actor, named.kind)
      mention.role = named.role
      mention.rule = "the same as \(named.words), \(whereabouts(of: named))"
      return
    }
    guard let place else { return }
    (mention.actor, mention.actorKind) = (place, .country)
    mention.isFromContext = true
    mention.rule = "\(mention.rule): the article's place, \(place)"
  }

  /// The country whose government or army is meant: that of the sentence's first words, else the place, else the last.
  private func state(isDefinite: Bool) -> (actor: String, rule: String)? {
    let isState = { (referent: Discourse.Referent) in
      referent.kind == .country && referent.role?.roleClass ?? .state == .state && !referent.isWeak
    }
    let first = discourse.antecedent(in: sentence) { $0.sentence == sentence && $0.rank == 0 && isState($0) }
    if isDefinite, let first { return (first.actor, "of \(first.words), \(whereabouts(of: first))") }
    if let place { return (place, "the article's place, \(place)") }
    return discourse.antecedent(in: sentence, where: isState).map {
      ($0.actor, "of \($0.words), \(whereabouts(of: $0))")
    }
  }

  /// The last word of a phrase without the ending of its plural.
  private static func headNoun(_ words: String) -> String {
    let last = words.split(separator: " ").last.map { $0.lowercased() } ?? ""
    return last.hasSuffix("s") ? String(last.dropLast()) : last
  }

  private func fits(_ referent: Discourse.Referent, _ role: ActorRole, noun: String) -> Bool {
    switch role.roleClass {
    case .armed, .perpetrators:
      referent.role?.roleClass == .armed || referent.role?.roleClass == .perpetrators
        || referent.role == nil && referent.kind == .armed
    // Of those who are no party there are many: `the company` is not the hospital.
    case .civilians: referent.role?.roleClass == .civilians && Self.headNoun(referent.words) == noun
    case .protesters: referent.role?.roleClass == .protesters || referent.kind == .protesters
    case .opposition: referent.role?.roleClass == .opposition || referent.kind == .opposition
    case .state: false
    }
  }

  // MARK: Words without a name

  /// Adds the reference that begins at a token, where one does; the token to go on with.
  private mutating func reference(at token: Int, end: Int, _ words: inout ReferenceWords) -> Int {
    let classes = words.classes(at: token)
    guard !classes.isEmpty else { return token + 1 }
    if classes.contains(.possessive), let found = described(after: token, end: end, possessive: true, &words),
      !holdsName(found)
    {
      addPronoun(at: token, classes, end: end, &words)
      add(found)
      return found.tokens.upperBound
    }
    if classes.contains(.definite) || classes.contains(.numeral(2)) {
      guard let found = described(after: token, end: end, possessive: false, &words), !holdsName(found) else {
        return token + 1
      }
      add(found)
      return found.tokens.upperBound
    }
    addPronoun(at: token, classes, end: end, &words)
    return token + 1
  }

  private mutating func add(_ mention: ActorMention) { mentions.append(mention) }

  /// True where a name stands within a description: it says who is meant better than what came before.
  private func holdsName(_ mention: ActorMention) -> Bool {
    given[next...].prefix { $0.tokens.lowerBound < mention.tokens.upperBound }.contains { $0.actor != nil }
  }

  private mutating func addPronoun(
    at token: Int,
    _ classes: [ReferenceClass],
    end: Int,
    _ words: inout ReferenceWords
  ) {
    if classes.contains(.thing), token + 1 < end, words.has(.expletive, at: token + 1) { return }
    guard let found = antecedent(classes) else { return }
    var mention = referring(token..<(token + 1), to: found, form: .pronoun)
    mention.rule = "\(mention.rule): \(found.words), \(whereabouts(of: found))"
    mentions.append(mention)
  }

  func antecedent(_ classes: [ReferenceClass]) -> Discourse.Referent? {
    if classes.contains(.person) {
      return discourse.antecedent(in: sentence) { $0.isPerson }
        ?? discourse.antecedent(in: sentence) { $0.isOffice }
    }
    if classes.contains(.thing) {
      return discourse.antecedent(in: sentence) { !$0.isPerson && !$0.isPlural && !$0.isPlace }
        ?? discourse.antecedent(in: sentence) { !$0.isPlural && !$0.isPlace }
    }
    guard classes.contains(.plural) else { return nil }
    return discourse.antecedent(in: sentence) { $0.isPlural }
      ?? discourse.antecedent(in: sentence) { !$0.isPerson && !$0.isPlace }
  }

  /// The label of the roles that one person holds: `the president`, `a minister`.
  private static let officeLabel = "officials"

  func referring(_ tokens: Range<Int>, to referent: Discourse.Referent, form: MentionForm) -> ActorMention {
    let bytes =
      document.tokens[tokens.lowerBound].range
      .lowerBound..<document.tokens[tokens.upperBound - 1].range.upperBound
    return ActorMention(
      tokens: tokens,
      bytes: bytes,
      actor: referent.actor,
      actorKind: referent.kind,
      form: form,
      role: referent.role,
      rule: document.text(in: bytes)
    )
  }
}
