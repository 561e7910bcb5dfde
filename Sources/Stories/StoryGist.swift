package import Model

/// What a story is about, in words: of the members that it is compared by, the terms, acts and days that most of them share.
///
/// It is the centre that articles are held against (`StoryCentre`), for readers.
package struct StoryGist: Sendable {
  /// A word of the centre.
  package struct Term: Sendable {
    /// As the member that gives it most weight writes it.
    package var text: String
    /// True for a part of a proper name.
    package var isName: Bool
    /// How many members have it.
    package var members: Int
  }

  /// An act of the centre.
  package struct Act: Sendable {
    /// Who did it; empty for nobody named.
    package var actor: String
    /// The kind of act, by CAMEO.
    package var code: EventCode
    /// To whom; empty for nobody named.
    package var target: String
    /// How many members tell it.
    package var members: Int
  }

  /// The heaviest first, at most `termsMax`.
  package private(set) var terms: [Term] = []
  /// Those that most members tell first, at most `actsMax`.
  package private(set) var acts: [Act] = []
  /// Days that title or first sentences name, as month and day.
  package private(set) var days: [(month: Int, day: Int)] = []
  /// How many members it is made of.
  package let memberCount: Int

  private static let termsMax = 16
  private static let actsMax = 4
  private static let daysMax = 6

  /// The gist of members; empty for none.
  ///
  /// - Complexity: linear in the terms of the members but for sorting.
  package init(_ profiles: [StoryProfile]) {
    memberCount = profiles.count
    terms = Self.terms(of: profiles)
    acts = Self.acts(of: profiles)
    let named = Dictionary(profiles.flatMap { Set($0.dates) }.map { ($0, 1) }, uniquingKeysWith: +)
    days = named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.daysMax).map {
      (Int($0.key / 32), Int($0.key % 32))
    }
  }

  private static func terms(of profiles: [StoryProfile]) -> [Term] {
    struct Sum {
      var term: Term
      var weight = 0.0
      var heaviest = 0.0
    }
    var sums: [UInt64: Sum] = [:]
    for term in profiles.flatMap(\.terms) {
      let weight = Double(term.prominence * term.rarity)
      var sum = sums[term.hash] ?? Sum(term: Term(text: term.text, isName: term.isName, members: 0))
      sum.term.members += 1
      sum.weight += weight
      if weight > sum.heaviest {
        (sum.heaviest, sum.term.text, sum.term.isName) = (weight, term.text, term.isName)
      }
      sums[term.hash] = sum
    }
    return sums.values.filter { $0.term.members * 2 >= profiles.count }
      .sorted { ($1.weight, $0.term.text) < ($0.weight, $1.term.text) }.prefix(termsMax).map(\.term)
  }

  private static func acts(of profiles: [StoryProfile]) -> [Act] {
    var acts: [[String]: Act] = [:]
    for profile in profiles {
      let told = Dictionary(profile.acts.map { ([$0.actor, $0.code.root, $0.target], $0) }) { first, _ in
        first
      }
      for (key, act) in told {
        acts[key, default: Act(actor: act.actor, code: act.code, target: act.target, members: 0)].members += 1
      }
    }
    return acts.sorted {
      ($1.value.members, $0.key.joined(separator: " ")) < ($0.value.members, $1.key.joined(separator: " "))
    }
    .prefix(actsMax).map(\.value)
  }
}
