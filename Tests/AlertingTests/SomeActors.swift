import Alerting

/// A few actors, as the table of actors would give them.
enum SomeActors {
  static let canonicalByName = [
    "russia": "Russia", "moscow": "Russia", "nato": "NATO", "united states": "United States",
    "usa": "United States",
    "u.s.": "United States", "bosnia and herzegovina": "Bosnia and Herzegovina",
    "bosnia": "Bosnia and Herzegovina",
    "germany": "Germany", "france": "France", "al-shabaab": "Al-Shabaab", "côte d'ivoire": "Ivory Coast",
    "ivory coast": "Ivory Coast", "trinidad and tobago": "Trinidad and Tobago", "россия": "Russia",
  ]
  static let membersByActor: [String: Set<String>] = ["NATO": ["Germany", "France", "United States"]]

  static let names = ActorNames(
    canonical: { canonicalByName[$0.lowercased()] },
    members: { membersByActor[$0] ?? [] },
    suggestions: { $0.lowercased().hasPrefix("rus") ? ["Russia"] : [] }
  )
}
