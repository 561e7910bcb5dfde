/// Runs something that may take so long and no longer.
///
/// - Throws: `problem` where it takes longer; then the task is cancelled.
func within<Value: Sendable>(
  _ seconds: Double,
  else problem: Problem,
  _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: .seconds(seconds))
      return nil
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() ?? nil else { throw problem }
    return value
  }
}
