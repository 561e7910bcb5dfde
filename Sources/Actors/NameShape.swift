/// The pieces of a name and what its capitals ask of a text.
struct NameShape {
  private(set) var pieces: [UInt64] = []
  private(set) var caseRule: CaseRule = []
  private(set) var capitalPiece: UInt8 = 0

  /// Abbreviations up to this length must be capitals in a text; longer ones are also written `Nato`.
  private static let strictAbbreviationMax = 3

  init(_ name: String) {
    let bytes = Array(name.utf8)
    var hashes: [UInt64] = []
    var capital: Int?
    var letters = 0
    var capitals = 0
    NamePieces.scan(bytes[...]) { hash, range in
      let first = bytes[range.lowerBound]
      let isCapital = (0x41...0x5A).contains(first) || first == 0xC3 && bytes[range.lowerBound + 1] < 0x9F
      if isCapital && capital == nil { capital = hashes.count }
      letters += bytes[range].count { $0 != UInt8(ascii: ".") }
      capitals += bytes[range].count { (0x41...0x5A).contains($0) }
      hashes.append(hash)
    }
    pieces = hashes
    guard let capital else { return }
    capitalPiece = UInt8(clamping: capital)
    caseRule = .capital
    if capitals == letters && letters <= Self.strictAbbreviationMax { caseRule.insert(.upper) }
  }
}
