import Foundation
import Model
import Testing

@Suite("Participants")
struct ParticipantTests {
  private static let written: [(String, Participant)] = [
    ("Russia", Participant(actor: "Russia")),
    ("Russia civilians", Participant(actor: "Russia", role: .civilians)),
    ("Iraq insurgents", Participant(actor: "Iraq", role: .insurgents)),
    ("Palestinians", Participant(actor: "Palestinians")),
    ("Palestinian militants", Participant(actor: "Palestinians", role: .militants)),
    ("Venezuela opposition", Participant(actor: "Venezuela opposition")),
    ("Free Gondor Army", Participant(actor: "Free Gondor Army")),
    ("civilians", Participant(actor: "civilians")),
    ("unknown", .unknown),
  ]

  @Test("have a written form that gives the same value back", arguments: written)
  func writtenForm(name: String, participant: Participant) throws {
    #expect(participant.name == name)
    #expect(Participant(name: name) == participant)
    let json = try JSONEncoder().encode([participant])
    #expect(String(decoding: json, as: UTF8.self) == "[\"\(name)\"]")
    #expect(try JSONDecoder().decode([Participant].self, from: json) == [participant])
  }

  @Test(
    "are an actor and a role",
    arguments: [
      ("Russia", nil), ("Russia civilians", .civilians), ("Palestinian militants", .militants),
      ("Belarus opposition", .opposition), ("Syria protesters", .protesters), ("Russian Opposition", nil),
      ("unknown", nil), ("civilians", nil),
    ] as [(String, ParticipantRole?)]
  )
  func roles(name: String, role: ParticipantRole?) {
    #expect(Participant(name: name).role == role)
  }

  @Test("of a role belong to its class: insurgents and rebels are armed, gunmen known by their deed")
  func classes() {
    #expect(ParticipantRole.insurgents.roleClass == .armed)
    #expect(ParticipantRole.paramilitaries.roleClass == .armed)
    #expect(ParticipantRole.gunmen.roleClass == .perpetrators)
    #expect(!ParticipantRole.civilians.roleClass.isPolitical)
    #expect(ParticipantRole.protesters.roleClass.isPolitical)
  }
}
