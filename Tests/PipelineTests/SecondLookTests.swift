import Foundation
import Model
import Pipeline
import Storage
import Testing

@Suite("A second look at a story, and alerts") struct SecondLookTests {
  private let room: AlertRoom

  init() throws {
    room = try AlertRoom()
    try room.rule("moves", "severity at least 4")
  }

  @Test("what a wrong merge held back fires late, once, when its second report parts the story")
  func late() throws {
    try room.arrive(AlertRoom.Report("a.example/1"), at: 0)
    try room.arrive(AlertRoom.Report("b.example/2"), at: 10)
    try room.arrive(AlertRoom.Report("c.example/3"), at: 20)
    #expect(try room.outcome(3) == .joined)
    #expect(try room.messages() == ["fired f1"])
    let parting = AlertRoom.Report("d.example/4").with { $0.parts = [3, 4] }
    try room.arrive(parting, at: 30)
    #expect(try room.messages() == ["fired f1", "fired f2"])
    #expect(try room.outcome(2) == .joined)
    #expect(try room.store.stories.story(1)?.articleCount == 2)
    #expect(try room.store.stories.story(2)?.articleCount == 2)
  }

  @Test("it fires late also where a report of the other event brings it to light")
  func lateByTheOther() throws {
    for (number, outlet) in ["a", "b", "c"].enumerated() {
      try room.arrive(AlertRoom.Report("\(outlet).example/\(number)"), at: Double(number))
    }
    let parting = AlertRoom.Report("d.example/4").with { $0.parts = [2, 3] }
    try room.arrive(parting, at: 30)
    #expect(try room.messages() == ["fired f1", "fired f2"])
    let late = try #require(try room.store.alerts.decisions(about: 2).first { $0.decision.outcome == .fired })
    #expect(late.decision.reason.contains("late: held back as story s1"))
    let found = try #require(try room.store.stories.corrections().first)
    #expect(found.maker == .program)
    #expect(found.kind == .split)
    #expect(found.articles.map(\.number) == [2, 3])
    #expect(found.grounds == [StoryGround("other main act", 1, weight: -2)])
  }

  @Test("each event has its own sources after that")
  func sources() throws {
    for (number, outlet) in ["a", "b", "c"].enumerated() {
      try room.arrive(AlertRoom.Report("\(outlet).example/\(number)"), at: Double(number))
    }
    try room.arrive(AlertRoom.Report("d.example/4").with { $0.parts = [3, 4] }, at: 30)
    let reader = StoryReader(store: room.store)
    #expect(try reader.sources(of: room.store.stories.members(of: 1)).map(\.articles) == [[1], [2]])
    #expect(try reader.sources(of: room.store.stories.members(of: 2)).map(\.articles) == [[3], [4]])
    #expect(try reader.facts(ofArticle: 4)?.sources.count == 2)
  }
}
