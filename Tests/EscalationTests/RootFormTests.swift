import Model
import Testing

/// One act in the six forms of news sentences: active, passive, nominal, relative, participial, headline.
struct RootCase: Sendable, CustomTestStringConvertible {
  let root: String
  let event: String
  let sentences: [String]

  init(_ root: String, _ event: String, _ sentences: String...) {
    self.root = root
    self.event = event
    self.sentences = sentences
  }

  var testDescription: String { root }
}

@Suite("Every root in every form")
struct RootFormTests {
  /// `actor root target status` of all events of a text.
  private func roots(_ text: String) -> [String] {
    coding(text, on: "2004-06-09").events.map { event in
      let sides = (event.actor?.name ?? "nobody", event.target?.name ?? "nobody")
      return "\(sides.0) \(event.code.root) \(sides.1) \(event.status.rawValue)"
    }
  }

  private func check(_ example: RootCase) {
    for sentence in example.sentences {
      #expect(roots(sentence).contains(example.event), "\(sentence)")
    }
  }

  @Test(
    "Cooperation",
    arguments: [
      RootCase(
        "03",
        "Norway 03 Mali planned",
        "Norway promised to send aid to Mali.",
        "Aid to Mali was promised by Norway.",
        "Norway's promise to send aid to Mali was welcomed.",
        "Norway, which promised to send aid to Mali, gave no date.",
        "Promising to send aid to Mali, Norway called for calm.",
        "Norway pledges to send aid to Mali"
      ),
      RootCase(
        "04",
        "Egypt 04 Jordan realised",
        "Egypt met Jordan on Monday.",
        "Talks with Jordan were held by Egypt on Monday.",
        "Egypt's talks with Jordan went well.",
        "Egypt, which held talks with Jordan, was satisfied.",
        "Negotiating with Jordan on Monday, Egypt spoke of trade.",
        "Egypt holds talks with Jordan"
      ),
      RootCase(
        "05",
        "Ghana 05 Togo realised",
        "Ghana praised Togo.",
        "Togo was praised by Ghana.",
        "Ghana's praise for Togo surprised nobody.",
        "Ghana, which praised Togo, was alone.",
        "Praising Togo, Ghana called for calm.",
        "Ghana praises Togo"
      ),
      RootCase(
        "06",
        "Japan 06 India realised",
        "Japan cooperated with India.",
        "Intelligence was shared with India by Japan.",
        "Japan's military cooperation with India grew.",
        "Japan, which shared intelligence with India, said so.",
        "Sharing intelligence with India, Japan foiled the plan.",
        "Japan shares intelligence with India"
      ),
      RootCase(
        "07",
        "Germany 07 Chad realised",
        "Germany sent humanitarian aid to Chad.",
        "Medicine was delivered to Chad by Germany.",
        "Germany's food aid to Chad arrived on Monday.",
        "Germany, which sent medicine to Chad, was thanked.",
        "Sending medicine to Chad, Germany called on others to help.",
        "Germany sends food to Chad"
      ),
      RootCase(
        "08",
        "Israel 08 Lebanon realised",
        "Israel withdrew its troops from Lebanon.",
        "Israeli troops were withdrawn from Lebanon.",
        "Israel's withdrawal from Lebanon was completed on Monday.",
        "Israel, which withdrew its troops from Lebanon, kept a post.",
        "Withdrawing its troops from Lebanon, Israel kept one post.",
        "Israel withdraws troops from Lebanon"
      ),
    ]
  )
  func cooperation(_ example: RootCase) { check(example) }

  @Test(
    "Words of conflict",
    arguments: [
      RootCase(
        "10",
        "Chile 10 Peru realised",
        "Chile demanded talks with Peru.",
        "An apology was demanded from Peru by Chile.",
        "Chile's demand for an apology from Peru was ignored.",
        "Chile, which demanded an apology from Peru, waits.",
        "Demanding an apology from Peru, Chile closed the matter.",
        "Chile demands apology from Peru"
      ),
      RootCase(
        "11",
        "Kenya 11 Somalia realised",
        "Kenya condemned Somalia.",
        "Somalia was condemned by Kenya.",
        "Kenya's condemnation of Somalia was sharp.",
        "Kenya, which condemned Somalia, gave no reason.",
        "Condemning Somalia again, Kenya gave no reason.",
        "Kenya condemns Somalia"
      ),
      RootCase(
        "12",
        "Spain 12 Morocco realised",
        "Spain rejected a proposal by Morocco.",
        "Morocco's proposal was rejected by Spain.",
        "Spain's rejection of Morocco's proposal surprised nobody.",
        "Spain, which rejected Morocco's proposal, wants changes.",
        "Rejecting Morocco's proposal, Spain asked for changes.",
        "Spain rejects Morocco's proposal"
      ),
      RootCase(
        "13",
        "Syria 13 Turkey threatened",
        "Syria threatened to attack Turkey.",
        "Turkey was threatened with war by Syria.",
        "Syria's threat to attack Turkey was noted.",
        "Syria, which threatened to attack Turkey, moved no troops.",
        "Threatening to attack Turkey, Syria moved no troops.",
        "Syria threatens to attack Turkey"
      ),
    ]
  )
  func words(_ example: RootCase) { check(example) }

  @Test(
    "A month marches nowhere",
    arguments: [
      "On 16 March 2014 a referendum was held in Crimea that Russia recognised.",
      "On March 16 Russia and Ukraine exchanged lists of prisoners.",
      "In March Russia annexed Crimea from Ukraine.", "Russia closed the border with Ukraine last March.",
      "Russia's envoy in Kyiv had been there since March.",
    ]
  )
  func month(_ text: String) { #expect(!roots(text).contains { $0.contains(" 14 ") }) }

  @Test(
    "Deeds of conflict",
    arguments: [
      RootCase(
        "14",
        "Georgia protesters 14 Georgia realised",
        "Georgian protesters demonstrated against the government in Tbilisi.",
        "A road in Georgia was blocked by Georgian protesters.",
        "A demonstration by Georgian protesters filled Tbilisi.",
        "Georgian protesters, who marched in Tbilisi, sang.",
        "Marching in Tbilisi, Georgian protesters sang.",
        "Georgian protesters march in Tbilisi",
        "Georgian Protesters March In Tbilisi"
      ),
      RootCase(
        "15",
        "China 15 Taiwan realised",
        "China deployed warships near Taiwan.",
        "Warships were deployed near Taiwan by China.",
        "China's deployment of warships near Taiwan was watched.",
        "China, which deployed warships near Taiwan, said nothing.",
        "Deploying warships near Taiwan, China said nothing.",
        "China deploys warships near Taiwan"
      ),
      RootCase(
        "16",
        "Poland 16 Belarus realised",
        "Poland imposed sanctions on Belarus.",
        "Sanctions were imposed on Belarus by Poland.",
        "Poland's suspension of aid to Belarus took effect on Monday.",
        "Poland, which imposed sanctions on Belarus, gave no reason.",
        "Imposing sanctions on Belarus, Poland called for calm.",
        "Poland imposes sanctions on Belarus"
      ),
      RootCase(
        "17",
        "Iran 17 United Kingdom realised",
        "Iran seized a British ship.",
        "A British ship was seized by Iran.",
        "Iran's seizure of a British ship was condemned.",
        "Iran, which seized a British ship, gave no reason.",
        "Seizing a British ship, Iran claimed a breach of its waters.",
        "Iran seizes British ship"
      ),
      RootCase(
        "18",
        "Boko Haram 18 Nigeria civilians realised",
        "Boko Haram kidnapped twenty villagers in Nigeria.",
        "Twenty villagers in Nigeria were kidnapped by Boko Haram.",
        "The kidnapping of twenty villagers in Nigeria by Boko Haram caused alarm.",
        "Boko Haram, which kidnapped twenty villagers in Nigeria, said nothing.",
        "Kidnapping twenty villagers in Nigeria, Boko Haram fled.",
        "Boko Haram kidnaps villagers in Nigeria"
      ),
      RootCase(
        "19",
        "Ethiopia 19 Eritrea realised",
        "Ethiopia shelled Eritrea.",
        "Eritrea was shelled by Ethiopia.",
        "Ethiopia's shelling of Eritrea went on.",
        "Ethiopia, which shelled Eritrea, said nothing.",
        "Shelling Eritrea, Ethiopia moved its troops.",
        "Ethiopia shells Eritrea"
      ),
      RootCase(
        "20",
        "Sudan 20 Sudan civilians realised",
        "Sudanese soldiers massacred villagers in Sudan.",
        "Villagers in Sudan were massacred by Sudanese soldiers.",
        "The massacre of villagers in Sudan by Sudanese soldiers was reported.",
        "Sudanese soldiers, who massacred villagers in Sudan, fled.",
        "Massacring villagers in Sudan, Sudanese soldiers moved on.",
        "Villagers in Sudan massacred by Sudanese soldiers"
      ),
      RootCase(
        "17, by computers",
        "Russia 17 Estonia realised",
        "Russian hackers launched a cyber attack on Estonia.",
        "A cyber attack on Estonia was launched by Russia.",
        "Russia's cyber attack on Estonia went on.",
        "Russia, which launched a cyber attack on Estonia, said nothing.",
        "Launching a cyber attack on Estonia, Russia denied it.",
        "Russia launches cyber attack on Estonia"
      ),
    ]
  )
  func deeds(_ example: RootCase) { check(example) }
}
