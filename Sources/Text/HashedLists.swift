/// Lists of values by 64-bit keys that are hashes already, in the order in which values were added.
package struct HashedLists<Element: Sendable>: Sendable {
  @usableFromInline var places: HashIndex
  @usableFromInline var lists: [[Element]] = []

  /// Makes room for so many keys; it grows beyond that.
  package init(capacity: Int) { places = HashIndex(capacity: capacity) }

  /// The values of a key, empty where there are none.
  @inlinable
  package subscript(key: UInt64) -> [Element] {
    let place = places.value(of: key)
    return place < 0 ? [] : lists[Int(place)]
  }

  /// Adds a value to those of a key.
  package mutating func append(_ element: Element, at key: UInt64) {
    let place = places.value(of: key)
    if place >= 0 { return lists[Int(place)].append(element) }
    places.insert(key, Int32(lists.count))
    lists.append([element])
  }
}
