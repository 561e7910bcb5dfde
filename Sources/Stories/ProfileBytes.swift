internal import Model

/// A profile as the bytes that are stored with its article: read back for every article that it is compared with, so
/// it is a plain sequence of fixed-width numbers and short texts rather than JSON (a tenth of the time).
extension StoryProfile {
  /// The form of the bytes. A profile of another form is not read: its article is compared with nothing until it is
  /// read again.
  private static let form: UInt8 = 2

  /// The profile as bytes.
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(Self.form)
    writer.write(terms) { writer, term in
      writer.write(term.hash)
      writer.write(term.prominence.bitPattern)
      writer.write(term.rarity.bitPattern)
      writer.write(UInt8(term.isName ? 1 : 0) | UInt8(term.isLead ? 2 : 0))
      writer.write(term.text)
    }
    writer.write(leadPhrases) { writer, phrase in
      writer.write(phrase.hash)
      writer.write(phrase.rarity.bitPattern)
    }
    writer.write(phrases) { $0.write($1) }
    writer.write(quantities) { writer, quantity in
      writer.write(quantity.value.bitPattern)
      writer.write(quantity.unit)
      writer.write(quantity.text)
    }
    writer.write(weekdays)
    writer.write(dates) { $0.write($1) }
    writer.write(years) { $0.write($1) }
    writer.write(published?.description ?? "")
    writer.write(acts) { writer, act in
      writer.write(act.actor)
      writer.write(act.code.rawValue)
      writer.write(act.target)
      writer.write(act.date?.description ?? "")
      writer.write(act.severity.bitPattern)
    }
    writer.write(shingles.hashes) { $0.write($1) }
    writer.write(UInt32(clamping: shingles.shingleCount))
    writer.write(UInt32(clamping: wordCount))
    return writer.bytes
  }

  /// Reads what `bytes` writes; nil for anything else, such as the form of another version.
  package init?(bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard reader.number(UInt8.self) == Self.form else { return nil }
    let terms = reader.list { ProfileTerm(&$0) }
    let leadPhrases = reader.list { ProfilePhrase(&$0) }
    let phrases = reader.list { $0.number(UInt32.self) }
    let quantities = reader.list { ProfileQuantity(&$0) }
    let weekdays = reader.number(UInt8.self)
    let dates = reader.list { $0.number(UInt16.self) }
    let years = reader.list { $0.number(UInt16.self) }
    let published = CalendarDay(reader.text())
    let acts = reader.list { ProfileAct(&$0) }
    let hashes = reader.list { $0.number(UInt64.self) }
    let shingleCount = Int(reader.number(UInt32.self))
    let wordCount = Int(reader.number(UInt32.self))
    guard reader.isWhole else { return nil }
    self.init(
      terms: terms,
      leadPhrases: leadPhrases,
      phrases: phrases,
      quantities: quantities,
      weekdays: weekdays,
      dates: dates,
      years: years,
      published: published,
      acts: acts.compactMap { $0 },
      shingles: ShingleSketch(hashes: hashes, shingleCount: shingleCount),
      wordCount: wordCount
    )
  }
}

extension ProfileTerm {
  fileprivate init(_ reader: inout ByteReader) {
    let (hash, prominence, rarity) = (
      reader.number(UInt64.self), reader.number(UInt32.self), reader.number(UInt32.self)
    )
    let flags = reader.number(UInt8.self)
    self.init(
      hash: hash,
      prominence: Float(bitPattern: prominence),
      rarity: Float(bitPattern: rarity),
      isName: flags & 1 != 0,
      isLead: flags & 2 != 0,
      text: reader.text()
    )
  }
}

extension ProfilePhrase {
  fileprivate init(_ reader: inout ByteReader) {
    self.init(hash: reader.number(UInt32.self), rarity: Float(bitPattern: reader.number(UInt32.self)))
  }
}

extension ProfileQuantity {
  fileprivate init(_ reader: inout ByteReader) {
    self.init(
      value: Double(bitPattern: reader.number(UInt64.self)),
      unit: reader.number(UInt64.self),
      text: reader.text()
    )
  }
}

extension ProfileAct {
  fileprivate init?(_ reader: inout ByteReader) {
    let (actor, code, target) = (reader.text(), EventCode(rawValue: reader.text()), reader.text())
    let (date, severity) = (EventDate(reader.text()), Double(bitPattern: reader.number(UInt64.self)))
    guard let code else { return nil }
    self.init(actor: actor, code: code, target: target, date: date, severity: severity)
  }
}

/// Writes numbers in little-endian order, texts and lists behind their counts.
private struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write<Number: FixedWidthInteger>(_ number: Number) {
    var rest = number
    for _ in 0..<(Number.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      if Number.bitWidth > 8 { rest >>= 8 }
    }
  }

  /// A text of at most 65,535 bytes; longer ones are cut.
  mutating func write(_ text: String) {
    let utf8 = text.utf8.prefix(Int(UInt16.max))
    write(UInt16(utf8.count))
    bytes += utf8
  }

  mutating func write<Element>(_ list: [Element], _ each: (inout ByteWriter, Element) -> Void) {
    write(UInt16(clamping: list.count))
    for element in list.prefix(Int(UInt16.max)) { each(&self, element) }
  }
}

/// Reads what `ByteWriter` writes; past the end everything is zero, and `isWhole` says so.
private struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0
  private var isCut = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// True where everything was there and nothing is left over.
  var isWhole: Bool { !isCut && position == bytes.count }

  mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
    let width = Number.bitWidth / 8
    guard position + width <= bytes.count else {
      isCut = true
      return 0
    }
    var number: Number = 0
    for offset in (0..<width).reversed() {
      if Number.bitWidth > 8 { number <<= 8 }
      number |= Number(truncatingIfNeeded: bytes[position + offset])
    }
    position += width
    return number
  }

  mutating func text() -> String {
    let count = Int(number(UInt16.self))
    guard position + count <= bytes.count else {
      isCut = true
      return ""
    }
    defer { position += count }
    return String(decoding: bytes[position..<(position + count)], as: UTF8.self)
  }

  mutating func list<Element>(_ each: (inout ByteReader) -> Element) -> [Element] {
    let count = Int(number(UInt16.self))
    var list: [Element] = []
    while list.count < count, !isCut { list.append(each(&self)) }
    return list
  }
}
