import Testing

/// Everyday news in the languages that have data of their own.
@Suite("Sentences of news in other languages")
struct OtherLanguageSentenceTests {
  @Test(
    "end where their readers end them",
    arguments: [
      SplitCase(
        name: "a German day and month",
        text: "Der Vertrag gilt bis zum 31.12. des Jahres. |Danach endet er.",
        language: "de"
      ),
      SplitCase(
        name: "Russian news",
        text:
          "Об этом сообщил 3 марта 2024 г. глава МИД С. В. Лавров. |Потери составили 1,5 млн руб. и 20 тыс. тонн зерна. |По ул. Ленина, д. 5, прошли войска.",
        language: "ru"
      ),
      SplitCase(
        name: "Russian speech",
        text: "«Мы не уйдём!» — заявил он. |«Когда это кончится?» |Никто не знает.",
        language: "ru"
      ),
      SplitCase(
        name: "Russian shortenings",
        text: "Были взяты танки, пушки и т. д. |Потом взяли город. |Он родился в г. Киеве и т. п. не помнил.",
        language: "ru"
      ),
      SplitCase(
        name: "Ukrainian news",
        text:
          "Про це повідомив В. О. Зеленський 5 травня. |Ворог утратив 5 тис. осіб. |Чи буде мир? |Ніхто не знає.",
        language: "uk"
      ),
      SplitCase(
        name: "Arabic news",
        text: "قال الوزير إن المحادثات انتهت. |هل ستبدأ من جديد؟ |لا أحد يعرف! |بلغت النسبة 3.5 في المئة.",
        language: "ar"
      ),
      SplitCase(
        name: "Persian news",
        text: "وزیر گفت که گفتگوها پایان یافت. |آیا دوباره آغاز می‌شود؟ |هیچ‌کس نمی‌داند!",
        language: "fa"
      ),
      SplitCase(
        name: "Hindi news",
        text: "मंत्री ने कहा कि वार्ता समाप्त हो गई है। |क्या यह फिर शुरू होगी? |डॉ. सिंह ने 3.5 प्रतिशत की बात कही।",
        language: "hi"
      ),
      SplitCase(
        name: "German news",
        text:
          "Der Minister traf sich am 24. Dezember mit Dr. Meier und Prof. Schulz. |Rund 2,5 Mio. Euro fehlen, d. h. viel Geld. |„Wir gehen nicht“, sagte er. |Das 3. Bataillon blieb.",
        language: "de"
      ),
      SplitCase(
        name: "a German question in quotation marks",
        text: "„Wann ist das vorbei?“, fragte sie. |Niemand wusste es.",
        language: "de"
      ),
      SplitCase(
        name: "French news",
        text:
          "Le ministre a vu M. Dupont et Mme. Petit à 15 h. |« Nous restons. » |Le budget atteint 3,5 millions d’euros.",
        language: "fr"
      ),
      SplitCase(
        name: "Spanish news",
        text:
          "El Sr. García llegó a EE. UU. el lunes. |¿Habrá paz? |¡Nadie lo sabe! |Costó 3.500 euros, aprox. la mitad.",
        language: "es"
      ),
      SplitCase(
        name: "Italian news",
        text:
          "Il sig. Rossi ha visto il dott. Bianchi alle 15.30. |«Restiamo qui», ha detto. |Sono costati 3,5 milioni.",
        language: "it"
      ),
      SplitCase(
        name: "Polish news",
        text:
          "Minister spotkał się z prof. Nowakiem 3 maja 2024 r. w Warszawie. |„Zostajemy” – powiedział. |Kosztowało to ok. 5 mln zł.",
        language: "pl"
      ),
      SplitCase(
        name: "Dutch news",
        text:
          "Minister dr. J. de Vries sprak op 3 mei, d.w.z. vrijdag. |\"Wij blijven.\" |Het kostte ca. 3,5 mln. euro.",
        language: "nl"
      ),
      SplitCase(
        name: "Greek news",
        text: "Ο υπουργός συνάντησε τον κ. Παπαδόπουλο στις 3 Μαΐου. |Θα υπάρξει ειρήνη; |Κανείς δεν ξέρει!",
        language: "el"
      ),
      SplitCase(
        name: "Portuguese news",
        text: "O Sr. Silva reuniu-se com a Dra. Costa. |Haverá paz? |Custou 3,5 milhões.",
        language: "pt"
      ),
      SplitCase(
        name: "Turkish news",
        text: "Bakan Dr. Yılmaz ile Prof. Demir görüştü. |Barış olacak mı? |Kimse bilmiyor.",
        language: "tr"
      ),
      SplitCase(
        name: "a language without data",
        text: "Ministr řekl, že jednání skončila. |Začnou znovu? |Nikdo neví.",
        language: "cs"
      ),
      SplitCase(name: "Armenian", text: "Նախարարը եկավ։ |Բանակցություններն ավարտվեցին։", language: "hy"),
      SplitCase(name: "Amharic", text: "ሚኒስትሩ መጣ። |ውይይቱ አለቀ።", language: "am"),
      SplitCase(
        name: "Urdu",
        text: "وزیر نے کہا کہ بات چیت ختم ہو گئی۔ |کیا یہ پھر شروع ہو گی؟",
        language: "ur"
      ),
      SplitCase(name: "Burmese", text: "သူ လာသည်။ |သူ သွားသည်။", language: "my"),
    ]
  )
  func news(_ example: SplitCase) { example.check() }
}
