import StoreSupport
import Testing

extension Trait where Self == ConditionTrait {
  /// Of tests that the second run, over PostgreSQL (`TOCSIN_TEST_ENGINE=postgres`), has nothing to ask of: they are about the
  /// file that a store is, no store matters to them, or they choose an engine themselves, as the reason says.
  static func onlyOverFiles(_ reason: Comment) -> Self { .disabled(if: StoreForTests.isOnServer, reason) }
}
