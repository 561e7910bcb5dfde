internal import CMarkup

/// Names of elements and attributes handed to C, made once for each language of markup.
struct Names: @unchecked Sendable {  // never written to after it is made
  let pointer: OpaquePointer?

  static let html = Names(tags: Tag.allCases.map(\.name), attributes: AttributeName.allCases.map(\.attribute))
  static let feed = Names(
    tags: FeedTag.allCases.map(\.treeName),
    attributes: FeedAttribute.allCases.map(\.name)
  )

  private init(tags: [String], attributes: [String]) {
    pointer = Self.withCStrings(tags) { tags, tagCount in
      Self.withCStrings(attributes) { attributes, attributeCount in
        markup_names_make(tags, tagCount, attributes, attributeCount)
      }
    }
  }

  private static func withCStrings(
    _ strings: [String],
    _ body: (UnsafePointer<UnsafePointer<CChar>>, Int) -> OpaquePointer?
  ) -> OpaquePointer? {
    let pool = strings.flatMap { Array($0.utf8CString) }
    return pool.withUnsafeBufferPointer { pool in
      guard var at = pool.baseAddress else { return nil }
      var pointers: [UnsafePointer<CChar>] = []
      for string in strings {
        pointers.append(at)
        at += string.utf8.count + 1
      }
      return pointers.withUnsafeBufferPointer { $0.baseAddress.flatMap { body($0, strings.count) } }
    }
  }
}
