/// Limited-memory BFGS (Liu and Nocedal 1989) with a backtracking search: no chance in it.
package struct Minimiser: Sendable {
  private let memory: Int
  private let steps: Int

  /// One that remembers so many steps and takes at most so many.
  package init(memory: Int, steps: Int) { (self.memory, self.steps) = (memory, steps) }

  /// The place of the least value found, from zero. The function gives its value and writes its slope.
  package func minimise(dimensions: Int, _ function: ([Double], inout [Double]) -> Double) -> [Double] {
    var place = [Double](repeating: 0, count: dimensions)
    var slope = place
    var value = function(place, &slope)
    var history: [(step: [Double], change: [Double], inverse: Double)] = []
    for round in 0..<steps {
      var direction = direction(slope, history)
      var descent = dot(direction, slope)
      if descent >= 0 {
        history = []
        direction = slope.map { -$0 }
        descent = dot(direction, slope)
      }
      var length = round == 0 ? min(1, 1 / max(dot(slope, slope).squareRoot(), 1e-12)) : 1
      var nextSlope = slope
      var next = moved(place, direction, length)
      var nextValue = function(next, &nextSlope)
      while nextValue > value + 1e-4 * length * descent, length > 1e-10 {
        length /= 2
        next = moved(place, direction, length)
        nextValue = function(next, &nextSlope)
      }
      let step = zip(next, place).map { $0 - $1 }
      let change = zip(nextSlope, slope).map { $0 - $1 }
      let curvature = dot(step, change)
      if curvature > 1e-10 {
        history.append((step, change, 1 / curvature))
        if history.count > memory { history.removeFirst() }
      }
      let gain = value - nextValue
      (place, slope, value) = (next, nextSlope, nextValue)
      if gain < 1e-5 * max(abs(value), 1) { break }
    }
    return place
  }

  private func direction(
    _ slope: [Double],
    _ history: [(step: [Double], change: [Double], inverse: Double)]
  ) -> [Double] {
    var direction = slope
    var shares: [Double] = []
    for (step, change, inverse) in history.reversed() {
      let share = inverse * dot(step, direction)
      shares.append(share)
      for at in direction.indices { direction[at] -= share * change[at] }
    }
    if let (_, change, inverse) = history.last {
      let scale = 1 / (inverse * dot(change, change))
      for at in direction.indices { direction[at] *= scale }
    }
    for ((step, change, inverse), share) in zip(history, shares.reversed()) {
      let other = inverse * dot(change, direction)
      for at in direction.indices { direction[at] += step[at] * (share - other) }
    }
    return direction.map { -$0 }
  }

  private func moved(_ place: [Double], _ direction: [Double], _ length: Double) -> [Double] {
    var moved = place
    for at in moved.indices { moved[at] += length * direction[at] }
    return moved
  }

  private func dot(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for at in one.indices { sum += one[at] * other[at] }
    return sum
  }
}
