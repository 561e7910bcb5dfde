import Foundation

// The names in a byline's words.

extension Byline {
  private static let openings = [
    "By ", "by ", "BY ", "Von ", "von ", "VON ", "Par ", "Por ", "Af ", "Av ", "Di ", "Text: ", "Texte ",
    "Door ", "Od ", "di ", "por ", "par ", "door ", "av ", "af ",
    "Από ", "Автор ", "Autor ", "Autora ", "بقلم ", "كتب ", "كتبت ", "מאת ", "본보 ", "本报记者", "记者", "記者", "文／",
    "文/",
    "作者", "文・", "執筆", "执笔", "撰文", "إعداد", "ο ", "η ", "οι ",
  ]
  /// Marks and words between two names.
  private static let separators = [
    " and ", " AND ", " und ", " et ", " & ", ";", "|", " og ", " och ", " · ", " • ", " with ", " WITH ",
    " avec ", " mit ",
    " ve ", " és ", " та ", " και ", "、", "，", " — ", " – ", " - ", " / ",
  ]
  /// Words of one letter between two names: within a name they stand before its last word alone (Ortega y Gasset).
  private static let shortSeparators = ["y", "e", "i", "и", "і", "а", "con", "com", "a"]
  /// What belongs to the name before it.
  private static let suffixes: Set<String> = [
    "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "júnior", "filho", "neto",
  ]
  /// Degrees, which are no part of a name.
  private static let degrees: Set<String> = [
    "md", "m.d.", "phd", "ph.d.", "ph.d", "rn", "mph", "jd", "j.d.", "esq", "esq.", "mba", "dds", "do", "rd",
    "msc", "m.sc.",
    "ma", "m.a.", "bsc", "dphil", "lpc", "lcsw", "pharmd", "mbbs", "frcp", "facp",
  ]
  /// What stands after a name says where or for whom its bearer writes.
  private static let prepositions = [
    " in ", " at ", " for ", " from ", " aus ", " à ", " desde ", " em ", " i byen ",
  ]

  /// The names of a byline: "By", short forms in brackets, degrees and separators removed.
  package static func names(in text: String) -> [String] {
    if isPlainName(text) { return [text] }
    guard text.utf8.count < bytesMax, !text.contains("://") else { return [] }
    var text = withoutMail(withoutHelpers(Agencies.shared.withoutAuthorLabel(text.unescapedMarkup)))
    for word in openings where text.hasPrefix(word) { text = String(text.dropFirst(word.count)) }
    text = text.drop { ":： ".contains($0) }.description
    if text.contains("(") || text.contains("（") {
      text = text.replacingOccurrences(of: " ?[(（][^()（）]*[)）]", with: "", options: .regularExpression)
    }
    for separator in separators where text.contains(separator) {
      text = text.replacingOccurrences(of: separator, with: ",")
    }
    let parts = text.split(separator: ",").map { withoutDate(cleaned(String($0))) }.filter { !$0.isEmpty }
    return joined(parts).flatMap(parted)
  }

  /// Who helped is no author: what stands behind such words is left out.
  private static let helpers = [
    "edited by", "editing by", "reviewed by", "medically reviewed", "fact checked by", "fact-checked by",
    "photos by",
    "photographs by", "photography by", "illustrations by", "illustrated by", "illustration by",
    "translated by",
    "narrated by", "additional reporting by", "bearbeitet von", "übersetzt von", "traduit par",
    "traducido por",
  ]

  private static func withoutHelpers(_ text: String) -> String {
    guard text.utf8.count > 20 else { return text }
    let small = text.lowercased()
    guard small.utf8.count == text.utf8.count else { return text }
    let starts = helpers.compactMap { small.range(of: $0)?.lowerBound.utf16Offset(in: small) }
    guard let start = starts.min(), start > 0 else { return text }
    let kept = text.prefix(upTo: String.Index(utf16Offset: start, in: text))
    return String(kept.reversed().drop { " .,;|/–—-·•(".contains($0) }.reversed())
  }

  private static func withoutMail(_ text: String) -> String {
    guard text.contains("@") else { return text }
    let words = text.split(separator: " ").filter { !$0.dropFirst().contains("@") }
    return words.isEmpty ? text : words.joined(separator: " ")
  }

  /// The words before a day that a byline ends with: `Ada Quill 3 May 2024`, `Ada Quill Updated: 12:30`. A number in a name, such as
  /// that of a channel, is none.
  private static func withoutDate(_ part: String) -> String {
    guard part.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return part }
    let words = part.split(separator: " ")
    let isOfDate = words.indices.map { index in
      let word = words[index]
      guard word.first?.isNumber == true || word.last?.isNumber == true else { return false }
      let digits = word.filter(\.isNumber)
      if digits.count == 4, let year = Int(digits), (1990...2099).contains(year) { return true }
      if digits.count > 2, word.contains(where: { ":./-".contains($0) }) { return true }
      return [index - 1, index + 1].contains { words.indices.contains($0) && isMonth(words[$0]) }
    }
    guard var start = isOfDate.firstIndex(of: true) else { return part }
    while start > 0, saysWhen(words[start - 1]) { start -= 1 }
    return words[..<start].joined(separator: " ")
  }

  private static func isMonth(_ word: Substring) -> Bool {
    DateWords.shared.month(word.lowercased().filter(\.isLetter), language: nil) != nil
  }

  private static func saysWhen(_ word: Substring) -> Bool {
    let plain = word.lowercased().filter(\.isLetter)
    return isMonth(word) || plain.isEmpty || DateWords.shared.meaning(plain) != nil
      || ["on", "at", "am", "el", "le", "il", "den", "um"].contains(plain)
  }

  /// True for a given and a family name of ASCII and nothing else, which most are.
  private static func isPlainName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (5...40).contains(bytes.count), let space = bytes.firstIndex(of: 0x20), space >= 3 else {
      return false
    }
    let isLetter = { (byte: UInt8) in byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    let (given, family) = (bytes[..<space], bytes[(space + 1)...])
    return given.allSatisfy(isLetter) && family.count >= 3 && family.allSatisfy(isLetter)
      && bytes[0] < 0x61 && bytes[space + 1] < 0x61
      && !Agencies.shared.isAuthorLabel(String(decoding: given, as: UTF8.self))
      && !["Von", "VON", "Door", "Texte", "Text"].contains(String(decoding: given, as: UTF8.self))
      && !(suffixes.contains(String(decoding: family, as: UTF8.self).lowercased()))
  }

  /// One name without what stands after it.
  private static func cleaned(_ part: String) -> String {
    var name = part.trimmed
    for word in ["and ", "und ", "et ", "with "] where name.hasPrefix(word) {
      name = String(name.dropFirst(word.count))
    }
    for word in [" 기자", " 記者", "记者"] where name.hasSuffix(word) { name = String(name.dropLast(word.count)) }
    for word in prepositions {
      guard let found = name.range(of: word), name[..<found.lowerBound].split(separator: " ").count >= 2
      else { continue }
      name = String(name[..<found.lowerBound])
    }
    return name.trimmed
  }

  /// The parts with suffixes at the name before them, and without degrees.
  private static func joined(_ parts: [String]) -> [String] {
    var names: [String] = []
    for part in parts {
      let word = part.lowercased()
      if suffixes.contains(word), let last = names.indices.last {
        names[last] += " \(part)"
      } else if !degrees.contains(word) || names.isEmpty {
        names.append(withoutDegree(part))
      }
    }
    return names
  }

  private static func withoutDegree(_ name: String) -> String {
    let words = name.split(separator: " ")
    guard words.count > 2, let last = words.last, last == last.uppercased() || last.contains("."),
      degrees.contains(last.lowercased()), last.count > 1
    else { return name }
    return words.dropLast().joined(separator: " ")
  }

  /// One part as two names where a short word stands between them.
  private static func parted(_ name: String) -> [String] {
    let words = name.split(separator: " ").map(String.init)
    for (index, word) in words.enumerated() where shortSeparators.contains(word) {
      guard index >= 2, words.count - index > 2 else { continue }
      return [words[..<index].joined(separator: " ")] + parted(words[(index + 1)...].joined(separator: " "))
    }
    return [name]
  }

  /// True for a name that ends in a suffix of its own.
  static func isSuffixed(_ name: String) -> Bool {
    name.split(separator: " ").last.map { suffixes.contains($0.lowercased()) } ?? false
  }
}
