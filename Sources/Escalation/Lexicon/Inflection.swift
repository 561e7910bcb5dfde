/// The forms of English words by rule. What the rules do not give stands in the data.
enum Inflection {
  /// The plain form, the s-form, the past and the ing-form, and the irregular ones given.
  static func forms(of lemma: String, irregular: [String]) -> [(String, FormShape)] {
    var forms: [(String, FormShape)] = [(lemma, .plain), (sForm(lemma), .s)]
    forms += stems(lemma).flatMap { [($0.past, FormShape.past), ($0.ing, FormShape.ing)] }
    forms += irregular.map { ($0, shape(ofIrregular: $0)) }
    var seen: Set<String> = []
    return forms.filter { seen.insert($0.0).inserted }
  }

  private static func shape(ofIrregular form: String) -> FormShape {
    form.hasSuffix("ing") ? .ing : form.hasSuffix("s") && !form.hasSuffix("ss") ? .s : .past
  }

  private static func sForm(_ word: String) -> String {
    if endsInConsonantY(word) { return word.dropLast() + "ies" }
    let hisses = ["s", "x", "z", "ch", "sh"].contains { word.hasSuffix($0) }
    return word + (hisses ? "es" : "s")
  }

  /// Past and ing-form, with the last consonant single and, after one short vowel, doubled too.
  private static func stems(_ word: String) -> [(past: String, ing: String)] {
    if word.hasSuffix("ee") { return [(word + "d", word + "ing")] }
    if word.hasSuffix("e") { return [(word + "d", word.dropLast() + "ing")] }
    if endsInConsonantY(word) { return [(word.dropLast() + "ied", word + "ing")] }
    var stems = [(word + "ed", word + "ing")]
    if doubles(word), let last = word.last { stems.append((word + "\(last)ed", word + "\(last)ing")) }
    return stems
  }

  private static func endsInConsonantY(_ word: String) -> Bool {
    word.hasSuffix("y") && word.dropLast().last.map { !isVowel($0) } == true
  }

  private static func doubles(_ word: String) -> Bool {
    let end = Array(word.suffix(3))
    return end.count == 3 && !isVowel(end[0]) && isVowel(end[1]) && !isVowel(end[2])
      && !["w", "x", "y"].contains(end[2])
  }

  private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
}
