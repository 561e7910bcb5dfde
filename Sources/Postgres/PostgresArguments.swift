extension PostgresParameter {
  /// False for a text with a U+0000, at which libpq would end it.
  var isWhole: Bool {
    if case .text(let text) = self { !text.utf8.contains(0) } else { true }
  }

  var byteCount: Int {
    switch self {
    case .null: 0
    case .text(let text): text.utf8.count
    case .bytes(let bytes): bytes.count
    }
  }
}

/// Values as libpq wants them: three arrays, whose bytes live as long as the call.
enum PostgresArguments {
  static func passing<Result>(
    _ parameters: [PostgresParameter],
    _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
  ) -> Result {
    var bytes: [CChar] = []
    bytes.reserveCapacity(parameters.reduce(0) { $0 + $1.byteCount + 1 })
    var places: [Int?] = []
    var lengths: [Int32] = []
    var formats: [Int32] = []
    for parameter in parameters {
      let start = bytes.count
      switch parameter {
      case .null: break
      case .text(let text):
        bytes.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
        bytes.append(0)
      case .bytes(let data):
        bytes.append(contentsOf: data.lazy.map { CChar(bitPattern: $0) })
        // An empty value has a place, too.
        bytes.append(0)
      }
      places.append(parameter == .null ? nil : start)
      lengths.append(Int32(clamping: bytes.count - start - 1))
      if case .bytes = parameter { formats.append(1) } else { formats.append(0) }
    }
    return bytes.withUnsafeBufferPointer { buffer in
      body(places.map { place in place.flatMap { buffer.baseAddress?.advanced(by: $0) } }, lengths, formats)
    }
  }
}
