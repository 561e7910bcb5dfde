internal import Foundation
package import Model

/// Names of persons as Cyrillic spells them, by their sound: `Байден` is Biden, `Шольц` is Scholz.
///
/// Who writes a foreign name in Cyrillic writes what is heard, and vowels are heard in many ways. So names are the same whose
/// consonants sound alike, with vowels between the same of them, and whose letters differ little beside that.
package struct ForeignSpelling: Sendable {
  private static let cyrillic: ClosedRange<UInt32> = 0x0400...0x052F
  /// Fewer consonants are common to too many names.
  private static let soundsMin = 3

  private let letters: [UInt8]
  private let sounds: [UInt8]

  /// Reads a name; nil for one of another script, and for one of few consonants.
  package init?(_ name: String) {
    let isCyrillic = name.unicodeScalars.allSatisfy { scalar in
      Self.cyrillic.contains(scalar.value) || scalar == " " || scalar == "-"
    }
    guard isCyrillic, let latin = name.lowercased().applyingTransform(.toLatin, reverse: false) else {
      return nil
    }
    letters = Self.letters(latin)
    sounds = Self.sounds(Self.spelled(latin))
    guard sounds.count(where: { $0 != Self.vowel }) >= Self.soundsMin else { return nil }
  }

  /// How many letters a name in Latin script differs by; nil for one that sounds otherwise.
  package func distance(to name: String) -> Int? {
    let other = name.lowercased()
    let plain = other.folding(options: .diacriticInsensitive, locale: nil)
    let heard = Self.sounds(plain)
    // Nobody hears the last letter of Vance.
    let mute = plain.hasSuffix("e") && heard.last == Self.vowel ? heard.dropLast() : heard[...]
    guard heard == sounds || Array(mute) == sounds else { return nil }
    let written = Self.letters(other)
    // Two names differ twice.
    let longest = max(letters.count, written.count)
    let bound = max(2, name.contains(" ") ? longest * 2 / 3 : (longest + 1) / 2)
    let distance = EditDistance.between(letters, written, bound: bound)
    return distance <= bound ? distance : nil
  }

  private static func letters(_ text: String) -> [UInt8] {
    text.folding(options: .diacriticInsensitive, locale: nil).utf8.filter { (0x61...0x7A).contains($0) }
  }

  /// What the transliteration marks (ISO 9: š, č, ž, c for ц, h for х, j for й) in the letters by which English tells it.
  private static func spelled(_ latin: String) -> String {
    let marks = ["š": "sh", "ŝ": "sh", "č": "ch", "ž": "sh", "c": "ts", "j": "y", "kh": "h", "è": "e"]
    let plain = latin.map { marks[String($0)] ?? String($0) }.joined()
    return plain.folding(options: .diacriticInsensitive, locale: nil)
  }

  /// Stands for one vowel or several.
  private static let vowel = UInt8(ascii: "-")

  /// What is heard in order: consonants, those that spellings confuse as one, and that there are vowels; nothing twice in a row.
  private static func sounds(_ text: String) -> [UInt8] {
    var rest = Substring(text)
    var sounds: [UInt8] = []
    while let first = rest.first {
      let (heard, count) = sound(of: rest) ?? (single(first, before: rest.dropFirst().first), 1)
      for sound in heard.utf8 where sound != sounds.last { sounds.append(sound) }
      rest = rest.dropFirst(count)
    }
    return sounds
  }

  /// Several letters that are one sound.
  private static func sound(of text: Substring) -> (String, Int)? {
    let groups = [
      ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("ts", "s"),
      ("tz", "s"),
      ("dzh", "ds"), ("ph", "f"), ("ck", "k"), ("kh", ""), ("gh", "g"), ("th", "t"),
    ]
    return groups.first { text.hasPrefix($0.0) }.map { ($0.1, $0.0.count) }
  }

  private static func single(_ letter: Character, before next: Character?) -> String {
    switch letter {
    case "a", "e", "i", "o", "u", "y": "-"
    case "h": ""
    case "c": next.map { "eiy".contains($0) } ?? false ? "s" : "k"
    case "q": "k"
    case "x": "ks"
    case "w": "v"
    case "z": "s"
    case "j": "ds"
    case "a"..."z": String(letter)
    default: ""
    }
  }
}

extension ActorTable {
  /// Who speaks or spoke for an actor under a name that Cyrillic spells so; nil where nobody does, or several who are as near.
  ///
  /// - Complexity: linear in the persons of the table.
  package func holder(spelled name: String, on day: CalendarDay) -> NameReading? {
    guard let spelling = ForeignSpelling(name) else { return nil }
    let isFull = name.contains(" ")
    var found: [(distance: Int, person: KnownPerson, reading: NameReading)] = []
    for person in persons {
      guard let distance = spelling.distance(to: isFull ? person.written : person.surname),
        let reading = holder(named: person.written, on: day)
      else { continue }
      found.append((distance, person, reading))
    }
    // Who is in office is meant before who was, the nearest before others; of one surname the one whom it means in Latin letters.
    let rank = { (reading: NameReading, distance: Int) in (reading.isFormer ? 1_000 : 0) + distance }
    guard let best = found.map({ rank($0.reading, $0.distance) }).min() else { return nil }
    let nearest = found.filter { rank($0.reading, $0.distance) == best }
    guard let first = nearest.first else { return nil }
    if nearest.allSatisfy({ $0.person.name == first.person.name }) { return first.reading }
    return nearest.allSatisfy { $0.person.surname == first.person.surname }
      ? holder(named: first.person.surname, on: day) : nil
  }
}
