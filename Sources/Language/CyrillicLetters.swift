/// Tells Ukrainian, Russian and Belarusian apart by the letters that only one of them writes: by their words alone they are taken for
/// each other.
package enum CyrillicLetters {
  /// So many letters of its own make a language sure, where hardly any stand against it.
  private static let lettersMin = 8
  /// One in so many may be of a name or a quotation.
  private static let othersRatio = 20

  private static let own: [(language: String, letters: Set<Unicode.Scalar>)] = [
    ("uk", ["ї", "є", "ґ", "Ї", "Є", "Ґ"]), ("ru", ["ё", "ъ", "Ё", "Ъ"]), ("be", ["ў", "Ў"]),
  ]
  /// Of Russian and Belarusian, not of Ukrainian.
  private static let notUkrainian: Set<Unicode.Scalar> = ["ы", "э", "Ы", "Э"]
  /// Of Ukrainian and Belarusian, not of Russian; Kazakh and its like write them too.
  private static let notRussian: Set<Unicode.Scalar> = ["і", "І"]
  /// Letters of other languages in the same script: with them nothing is told.
  private static let foreign: Set<Unicode.Scalar> = [
    "ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "һ", "ј", "љ", "њ", "ћ", "ђ", "џ", "ѓ", "ќ", "ѕ", "ҳ", "ҷ",
  ]

  /// Whether a language, as an ISO 639-1 code, is one of the three.
  package static func tells(_ language: String) -> Bool { own.contains { $0.language == language } }

  /// `uk`, `ru` or `be`; nil for any other text, and one that is not sure.
  ///
  /// - Complexity: linear in the text.
  package static func language(of text: String) -> String? {
    var (ukrainian, russian, belarusian, notUkrainian, notRussian) = (0, 0, 0, 0, 0)
    for scalar in text.unicodeScalars where (0x400...0x4FF).contains(scalar.value) {
      if foreign.contains(scalar) { return nil }
      if own[0].letters.contains(scalar) { ukrainian += 1 }
      if own[1].letters.contains(scalar) { russian += 1 }
      if own[2].letters.contains(scalar) { belarusian += 1 }
      if self.notUkrainian.contains(scalar) { notUkrainian += 1 }
      if self.notRussian.contains(scalar) { notRussian += 1 }
    }
    func isSure(_ evidence: Int, against: Int) -> Bool {
      evidence >= lettersMin && against * othersRatio <= evidence
    }
    if isSure(ukrainian + notRussian, against: notUkrainian + russian + belarusian), ukrainian > 0 {
      return "uk"
    }
    if isSure(notUkrainian + russian, against: notRussian + ukrainian) { return "ru" }
    if belarusian > 0, isSure(belarusian + notRussian, against: russian + ukrainian) { return "be" }
    return nil
  }
}
