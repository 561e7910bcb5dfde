/// What a story is about: the mean of the members that it keeps of one event, its first and its latest ones.
///
/// An article is held against it, not against any one member, so that a joins b and b joins c only where c has to do with
/// what all of them tell.
struct StoryCentre: Sendable {
  /// A term of the members.
  struct Term: Sendable {
    let hash: UInt64
    /// The sum over the members.
    var prominence: Double
    /// As it was weighed for the latest member that has it.
    var rarity: Double
    var members: Int
    var asName: Int
    var inLead: Int
  }

  /// By hash, ascending, so that sums over them are the same in every run.
  private(set) var terms: [Term] = []
  private(set) var phrases: [UInt32: Int] = [:]
  private(set) var leadPhrases: [UInt32: Int] = [:]
  private(set) var dates: Set<UInt16> = []
  private(set) var years: Set<UInt16> = []
  let members: [StoryMember]
  /// The article that opened the event.
  var opener: Int64 { members.first?.opener ?? 0 }
  /// The length of its longest member.
  let wordsMax: Int
  /// The mean length of its members.
  let wordsMean: Double

  /// The centre of members; there must be some.
  ///
  /// - Complexity: linear in the terms of the members.
  init(_ members: [StoryMember]) {
    self.members = members
    let profiles = members.map(\.profile)
    wordsMax = profiles.map(\.wordCount).max() ?? 0
    wordsMean = Double(profiles.reduce(0) { $0 + $1.wordCount }) / Double(max(1, profiles.count))
    terms = Self.terms(of: profiles)
    for member in profiles {
      for phrase in member.phrases { phrases[phrase, default: 0] += 1 }
      for phrase in member.leadPhrases { leadPhrases[phrase.hash, default: 0] += 1 }
      dates.formUnion(member.dates)
      years.formUnion(member.years)
    }
  }

  private static func terms(of profiles: [MemberProfile]) -> [Term] {
    var all: [(member: Int, term: MemberTerm)] = []
    for (member, profile) in profiles.enumerated() { all += profile.terms.map { (member, $0) } }
    all.sort { ($0.term.hash, $0.member) < ($1.term.hash, $1.member) }
    var terms: [Term] = []
    terms.reserveCapacity(all.count)
    for (_, term) in all {
      if terms.last?.hash != term.hash {
        terms.append(Term(hash: term.hash, prominence: 0, rarity: 0, members: 0, asName: 0, inLead: 0))
      }
      terms[terms.count - 1].add(term)
    }
    return terms
  }

  /// The term of a hash.
  func term(_ hash: UInt64) -> Term? {
    let place = terms.partitionIndex { $0.hash >= hash }
    return place < terms.count && terms[place].hash == hash ? terms[place] : nil
  }
}

extension StoryCentre.Term {
  fileprivate mutating func add(_ term: MemberTerm) {
    prominence += term.prominence
    rarity = term.rarity
    members += 1
    if term.isName { asName += 1 }
    if term.isLead { inLead += 1 }
  }

  /// Whether most members write it as a name.
  var isName: Bool { asName * 2 >= members }
}
