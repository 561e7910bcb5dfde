package import Model
package import Text

extension ActorTable {
  /// Where a document names actors, in order of their tokens and without overlaps.
  ///
  /// Names alone, sides with their roles (`Iraqi insurgents`), persons with their offices, and surnames of persons who
  /// are named in full elsewhere in the document. Roles without a side have no actor; the context may give one
  /// (`ActorResolver`).
  ///
  /// - Parameters:
  ///   - document: an English text.
  ///   - day: the day of publication, which tells who held an office.
  /// - Returns: the mentions; empty for a text that names nobody.
  /// - Complexity: linear in the length of the document.
  package func mentions(in document: Document, at day: CalendarDay? = nil) -> [ActorMention] {
    var scan = MentionScan(self, document, day)
    scan.run()
    scan.addSurnames(scan.bindings)
    scan.preferNamesakes(at: ArticlePlace(document, scan.mentions, title: [], self).country)
    return scan.mentions
  }
}

/// One pass over a document: its mentions, and the persons it introduces.
struct MentionScan {
  let table: ActorTable
  let document: Document
  let day: CalendarDay?
  private(set) var mentions: [ActorMention] = []
  private(set) var bindings: [PersonBinding] = []

  init(_ table: ActorTable, _ document: Document, _ day: CalendarDay?) {
    self.table = table
    self.document = document
    self.day = day
  }

  mutating func run() {
    var stream = PieceStream(document, table.trie)
    for sentence in document.sentences {
      stream.read(sentence.tokens)
      let matcher = NameMatcher(
        trie: table.trie,
        bytes: document.bytes,
        letterCase: PieceStream.letterCase(of: document.bytes[sentence.range]),
        day: day.map { Int32(clamping: $0.daysSinceEpoch) }
      )
      let composer = MentionComposer(table, document, matcher, stream.pieces)
      composer.run()
      mentions += composer.mentions
      bindings += composer.bindings
    }
  }

  /// Adds the surnames of persons introduced elsewhere, where no mention stands yet.
  mutating func addSurnames(_ persons: [PersonBinding]) {
    var byTerm: [Int32: PersonBinding] = [:]
    for person in persons {
      guard let term = document.vocabulary.id(ofHash: person.surname), byTerm[term] == nil else { continue }
      byTerm[term] = person
    }
    guard !byTerm.isEmpty else { return }
    var covered = Set<Int>()
    for mention in mentions { covered.formUnion(mention.tokens) }
    for (index, token) in document.tokens.enumerated() where !covered.contains(index) {
      guard let person = byTerm[token.term], isCapital(token) else { continue }
      mentions.append(
        ActorMention(
          tokens: index..<(index + 1),
          bytes: token.range,
          actor: person.actor,
          actorKind: person.actorKind,
          form: .person,
          role: person.role,
          rule: "\(person.fullName): \(person.rule)",
          person: person.fullName
        )
      )
    }
    mentions.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Of several actors of one name takes the one at home in the article's place: `Maoist rebels`, `Tripoli`.
  mutating func preferNamesakes(at place: String?) {
    guard let place else { return }
    for index in mentions.indices where !mentions[index].namesakes.isEmpty {
      guard let actor = mentions[index].actor, table.actor(canonical: actor)?.home != place,
        let namesake = mentions[index].namesakes.first(where: { table.actors[Int($0)].home == place })
      else { continue }
      mentions[index].take(table.actors[Int(namesake)])
      mentions[index].rule =
        "\(mentions[index].form.phrase) of \(table.actors[Int(namesake)].name), of several the one in \(place)"
    }
  }

  private func isCapital(_ token: Token) -> Bool {
    let first = document.bytes[Int(token.start)]
    return (0x41...0x5A).contains(first) || first >= 0x80
  }
}
