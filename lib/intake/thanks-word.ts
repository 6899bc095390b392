/**
 * What people write when they thank and ask for nothing more, as patterns of whole phrases in lower case. `thanks` thanks,
 * `works` says that it works again, `polite` may stand beside one of these and means nothing by itself.
 */
export interface Phrases {
  readonly thanks: readonly string[]
  readonly works: readonly string[]
  readonly polite: readonly string[]
}

/** Languages that put spaces between words. */
export const spaced: Phrases = {
  thanks: [
    '(?:many |huge |big |a lot of )?(?:thanks|thank you|thankyou|thank u|thanx|thx|thnx|tnx|ty|cheers)(?: (?:so much|very much|a lot|a million|a bunch|a ton|again|indeed|once again|once more|kindly|everyone|everybody|all|team|guys|folks|both))*',
    '(?:thanks|thank you|many thanks|thank you so much|thank you very much|thanks a lot)(?: again)? for (?:your|the|all your|all the|such a|such) (?:very |really )?(?:quick |fast |prompt |great |kind |swift |immediate |excellent |speedy |rapid |super )*(?:help|support|response|reply|answer|assistance|service|work|fix|solution|action|turnaround|effort|efforts|time|update|info|information|explanation|patience)',
    'thank(?:s| you)(?: so much| very much)? for (?:looking into|fixing|sorting|sorting out|resolving|solving|handling|taking care of) (?:it|this|that)(?: so (?:quickly|fast))?(?: for me)?',
    'thank(?:s| you)(?: so much| very much)? for (?:helping|letting me know|getting back to me|getting back|the heads up)(?: me)?(?: out)?(?: so (?:quickly|fast))?',
    '(?:much|highly|really|greatly) appreciated|(?:i|we) (?:really |very much |do )?appreciate (?:it|that|this|your help|the help|your support)',
    '(?:vielen|besten|herzlichen|schönen|lieben|tausend|ganz herzlichen|vielen lieben|1000) dank|danke(?: ?schön| sehr| vielmals| dir| euch| ihnen| nochmals| nochmal)*|dankeschön|merci vielmals',
    '(?:(?:vielen|besten|herzlichen|lieben) dank|danke) für (?:die|ihre|eure|deine|das|den) (?:sehr |super )?(?:schnelle |prompte |rasche |tolle |gute |freundliche )*(?:hilfe|antwort|unterstützung|rückmeldung|lösung|info|information|bearbeitung|erledigung|reaktion|service|support)',
    "(?:un grand |mille |grand )?mercis?(?: (?:beaucoup|bien|infiniment|encore|à vous|à tous|à toi))*|je vous remercie(?: beaucoup)?|merci (?:beaucoup )?pour (?:votre |ton |la |le |l['’])(?:aide|réponse|retour|rapidité|intervention|réactivité|support|soutien)(?: rapide)?",
    '(?:muchas |muchísimas |mil |un millón de )?gracias(?: (?:de nuevo|otra vez|a todos))?(?: por (?:la|tu|su|vuestra|el) (?:ayuda|respuesta|rapidez|apoyo|atención|soporte|gestión))?',
    "grazie(?: (?:mille|tante|infinite|ancora|a tutti))*(?: per (?:l['’]aiuto|la risposta|il supporto|la disponibilità|il vostro aiuto|la rapidità))?|la ringrazio|vi ringrazio",
    '(?:muito )?obrigad[oa](?: (?:mesmo|novamente|a todos))*(?: pel[ao] (?:ajuda|resposta|apoio|rapidez|suporte))?|valeu',
    '(?:heel erg |hartelijk |super |heel hartelijk )?bedankt|dank ?(?:je|u) ?wel|(?:hartelijk|veel) dank|dankjewel|dankuwel|bedankt voor (?:de|je|uw|jullie) (?:snelle |goede )?(?:hulp|reactie|oplossing|service)',
    'tack(?: så (?:jätte)?mycket)?(?: för hjälpen)?|tusen tack|stort tack|(?:mange |tusind )?tak(?: skal du have| for hjælpen)?|(?:tusen |mange )?takk(?: skal du ha| for hjelpen)?|kiitos(?: paljon| avusta)?|kiitoksia',
    '(?:bardzo |serdecznie )?dziękuję(?: (?:bardzo|za pomoc))*|(?:wielkie )?dzięki(?: za pomoc)?|(?:moc )?děkuj[iu](?: (?:moc|za pomoc))*|díky(?: moc)?|ďakujem(?: pekne)?|köszönöm(?: szépen)?|mulțumesc(?: mult)?|teşekkürler|teşekkür ederim',
    '(?:большое |огромное )?спасибо(?: (?:большое|огромное|вам|за помощь|всем))*|благодарю(?: вас)?|(?:щиро )?дякую(?: дуже)?|ευχαριστώ(?: πολύ)?',
  ],
  works: [
    "(?:(?:it|this|that|everything|all|now it|now everything|it all|the (?:printer|vpn|laptop|computer|pc|screen|monitor|mail|email|e-mail|internet|network|wifi|wi-fi|phone|account|login|password|site|page|system|app|application|file|scanner|mouse|keyboard|link))(?: is|'s|’s|s| has| are)?(?: all)? )?(?:now )?(?:works|work|working|worked|fixed|solved|resolved|sorted|sorted out|fine|back to normal|back up|back online|up and running)(?: (?:again|now|perfectly|fine|well|great|properly|correctly|smoothly|nicely|just fine|like a charm|as expected|as it should|for me|here|too|normally))*",
    "(?:the |my )?(?:problem|issue|case|error|matter)(?: is|'s| has been| was)?(?: now)? (?:solved|resolved|fixed|gone|sorted)(?: now)?",
    "that (?:did it|did the trick|fixed it|solved it|helped|solved the problem|fixed the problem|fixed the issue|solved the issue)|all (?:good|set|fine|ok|okay|done|sorted|clear)(?: now| here| again)?|(?:it|everything|that|this)(?: is|'s|’s| looks)(?: all)? (?:good|great|perfect|ok|okay|fine)(?: now| again| here)?|i can (?:log in|login|print|connect|access it|sign in)(?: now| again)+",
    '(?:you (?:can|may)|please|feel free to) close (?:this|the|my)(?: (?:ticket|case|issue|incident|request))?',
    '(?:(?:es|das|alles|jetzt|nun|hier|jetzt (?:alles|es)) )?(?:funktioniert|funktionieren|geht|läuft|klappt)(?: (?:jetzt|nun|wieder|alles|einwandfrei|super|bestens|perfekt|prima|gut|es|wunderbar|auch))*|hat (?:geklappt|funktioniert)|(?:das )?problem (?:ist |wurde )?(?:jetzt )?(?:gelöst|behoben|erledigt)|alles (?:gut|klar|bestens|in ordnung|ok|erledigt)|hat sich erledigt',
    "(?:(?:ça|ca|cela|tout|maintenant ça|tout) )?(?:re)?(?:marche|fonctionne)(?: (?:maintenant|bien|parfaitement|à nouveau|de nouveau|très bien|nickel))*|(?:le )?problème (?:est |a été )?(?:maintenant )?(?:résolu|réglé)|c['’]est (?:résolu|réglé|bon|ok|parfait)(?: maintenant| pour moi)?|tout est (?:bon|ok|rentré dans l['’]ordre)",
    '(?:(?:ya|ahora|todo|ya todo|ahora sí|ahora ya) )?funciona(?: (?:bien|perfectamente|ya|ahora|correctamente|de nuevo|todo|perfecto))*|(?:ya )?está (?:solucionado|resuelto|arreglado)|(?:el )?problema (?:está )?(?:solucionado|resuelto)|todo (?:bien|correcto|en orden)',
    '(?:(?:ora|adesso|tutto|ora tutto|adesso tutto) )?funziona(?: (?:bene|tutto|perfettamente|ora|adesso|di nuovo|correttamente))*|(?:il )?problema (?:è )?(?:stato )?risolto|(?:tutto )?risolto|(?:è )?tutto (?:ok|a posto|bene)',
    '(?:(?:agora|já|tudo|está tudo) )?(?:funciona|funcionou|funcionando|está funcionando)(?: (?:bem|perfeitamente|agora|normalmente|de novo|novamente))*|(?:o )?problema (?:foi )?resolvido|(?:está )?(?:tudo (?:certo|bem|ok)|resolvido)',
    '(?:(?:het|alles|nu) )?(?:werkt|doet het)(?: (?:nu|weer|prima|goed|perfect|allemaal))*|(?:(?:het )?probleem )?(?:is )?opgelost',
    '(?:(?:det|allt|alt|nu|nå) )?(?:fungerar|funkar|virker|fungerer)(?: (?:nu|nå|igen|igjen|bra|fint|perfekt))*|(?:nyt )?(?:kaikki )?toimii(?: (?:nyt|taas|hyvin))*|(?:(?:już|teraz|wszystko) )*działa(?: (?:już|dobrze|teraz))*|(?:(?:už|teď|vše|všechno) )*funguje(?: (?:už|dobře))*',
    '(?:(?:все|всё|теперь|уже|теперь все|теперь всё) )?(?:работает|заработало|решено|получилось)(?: (?:теперь|нормально|хорошо|отлично))*',
  ],
  polite: [
    'ok|okay|okey|great|perfect|excellent|awesome|wonderful|fantastic|brilliant|amazing|super|good|nice|cool|lovely|alright|all right|very good|got it|noted|understood|received|wow|yay|hi|hello|hey|dear (?:all|team|support|colleagues)|hi (?:all|team|there)|hello (?:all|team|there)|hey (?:all|team|there)',
    "(?:great|good|nice|excellent|amazing|awesome|fantastic) (?:job|work|support|service|help|news|stuff)|well done|you(?: are|[’']re|re) (?:the best|great|awesome|amazing|a star|a lifesaver)|no worries|no problem|have a (?:nice|good|great|lovely|wonderful) (?:day|weekend|evening|week|one|afternoon)|you too|and|now|then|again|that|is|much|really|so",
    'super|perfekt|prima|toll|klasse|spitze|wunderbar|hervorragend|sehr gut|ok|alles klar|gut|hallo|hallo zusammen|guten (?:tag|morgen|abend)|(?:einen )?schönen (?:tag|abend|feierabend)(?: noch)?|schönes wochenende|und|jetzt|nun',
    "parfait|super|génial|nickel|d['’]accord|très bien|c['’]est noté|bonjour|bonsoir|bonne (?:journée|soirée|fin de journée)|bon week-?end|et|perfecto|genial|vale|de acuerdo|estupendo|excelente|muy bien|hola|buenos días|buenas(?: tardes)?|buen (?:día|fin de semana)|que tenga(?:s|n)? (?:un )?buen día|y",
    'perfetto|ottimo|va bene|benissimo|ciao|buongiorno|buona (?:giornata|serata)|buon (?:weekend|lavoro)|e|perfeito|ótimo|certo|olá|oi|bom dia|boa (?:tarde|noite)|top|prima|goed|fijne (?:dag|avond|dag nog)|fijn weekend|hoi|goedemorgen|en|bra|fint|perfekt|hej|hei|ha en (?:bra|fin) dag|og|och|dobrze|super|cześć|dzień dobry|miłego dnia|хорошо|отлично|понял|здравствуйте|добрый день',
  ],
}

/** Ends of a letter: the name below is nobody's concern. */
export const farewells: readonly string[] = [
  '(?:best|kind|kindest|warm|warmest|many|with kind|with best)? ?regards|best(?: wishes)?|sincerely|yours(?: sincerely| truly)?|br|rgds|sent from my \\w+',
  '(?:mit )?(?:freundlichen|freundliche|vielen|viele|lieben|liebe|besten|beste|schönen|schöne|herzliche) gr(?:ü|ue)(?:ß|ss)en?(?: aus \\w+)?|gru(?:ß|ss)|lg|vg|mfg',
  '(?:bien )?cordialement|bien à vous|salutations|(?:un )?saludos?(?: cordial(?:es)?)?|atentamente|(?:cordiali |distinti )?saluti|atenciosamente|abraços?|cumprimentos|(?:met )?(?:vriendelijke )?groet(?:en|jes)?|mvh|(?:med )?(?:vänliga|vennlig|venlig) hälsning(?:ar)?|hilsen|terveisin|pozdrawiam|s pozdravem|с уважением',
]

/** Korean, Japanese and Chinese: read without spaces. */
export const unspaced: Phrases = {
  thanks: [
    '(?:대단히|정말|진심으로|너무|매우|많이|다시한번|다시|항상|늘|모두|다들)*(?:감사(?:합니다|드립니다|드려요|해요|했습니다|했어요|드리겠습니다|용|요|함다)?|고맙(?:습니다|네요|구요)|고마워요?|고마웠습니다|감삼다|ㄱㅅ|땡큐|땡스|쌩유)',
    '수고(?:많으셨습니다|많으셨어요|하셨습니다|하셨어요|많으십니다|하세요|하십시오|많으세요|해주셔서감사합니다)|고생(?:많으셨습니다|하셨습니다|많으셨어요|하셨어요)',
    'ありがとう(?:ございます|ございました)?|どうも|感謝(?:します|いたします|申し上げます)|助かりました|お疲れ様です|(?:非常|十分|太|多)?(?:感谢|謝謝|谢谢|多谢|多謝)(?:你们|你|您|大家|啦|了|你的帮助|您的帮助)?|感激不尽|辛苦了',
  ],
  works: [
    '(?:이제|이젠|지금|지금은|현재|덕분에|덕분으로)*(?:vpn|pc|프린터|프린트|메일|이메일|인터넷|와이파이|로그인|접속|인쇄|출력|컴퓨터|노트북|화면|모니터|계정|비밀번호|문제|이슈|모든것|모두|전부|다)?(?:이|가|도)?(?:이제|다시|아주|아무|문제없이|이상없이|정상적으로|정상|제대로|깔끔하게|모두|전부|다|완벽하게)*(?:잘(?:됩니다|되네요|돼요|되어요|되고있습니다|되고있어요|됐습니다|됐어요|되었습니다|되는것같습니다|나옵니다|나와요|나오네요|보입니다|열립니다|열려요|들어가집니다|작동합니다|작동하네요|작동해요|동작합니다|동작하네요|사용하고있습니다|쓰고있습니다|해결됐습니다|해결되었습니다|해결됐어요|해결됐네요|연결됩니다|접속됩니다)|됩니다|되네요|돼요|됐습니다|됐어요|됐네요|되었습니다|작동합니다|작동하네요|작동해요|동작합니다|동작하네요|해결됐습니다|해결되었습니다|해결됐어요|해결되었어요|해결됐네요|해결완료|해결됨|해결했습니다|해결|복구됐습니다|복구되었습니다|접속됩니다|연결됩니다|출력됩니다|인쇄됩니다|괜찮습니다|괜찮아요|괜찮네요|정상입니다|문제없습니다|문제없어요|이상없습니다|완료되었습니다)',
    '(?:티켓|건|이건|케이스|문의)?(?:은|는|을)?(?:종료|종결|마감|완료처리|클로즈)(?:하셔도됩니다|해주세요|해주셔도됩니다|하셔도돼요|해도됩니다|부탁드립니다)',
    '(?:無事(?:に)?)?(?:解決(?:しました|できました|いたしました)|直りました|使えるようになりました|動きました|できました)|(?:问题)?(?:已经|已)?(?:解决了?|好了|可以了|正常了|搞定了?|没问题了)',
  ],
  polite: [
    '네+|넵+|넹+|예|아|오|와|우와|역시|덕분에|덕분입니다|바로|빨리|이렇게|정말|진짜|너무|그럼|다시한번|확인(?:했습니다|하였습니다|했어요|완료|됐습니다|되었습니다)?|(?:잘)?(?:받았습니다|받았어요|알겠습니다|알겠어요|이해했습니다)|좋습니다|좋네요|좋아요|최고(?:입니다|예요|에요|네요)?|완벽(?:합니다|하네요|해요)',
    '(?:빠른|신속한|친절한|정확한|자세한|상세한|좋은|항상|늘|빠르고|친절하게|빠르게|신속하게|바로|빨리|자세히)*(?:처리|조치|답변|대응|회신|지원|해결|도움|안내|설명|확인|응대|대처|설치|수리|서비스|업무|협조|관심|피드백)(?:를|을|에|과|와)?(?:해주셔서|해주신|주셔서|주신데|주신것에|해주셔|해줘서|덕분에|너무|정말|대단히|진심으로)*',
    '(?:도와|알려|고쳐|봐|챙겨|연락|신경써|해결해)(?:주셔서|주신덕분에|주셔|줘서)',
    '안녕하세요|안녕하십니까|안녕히계세요|(?:담당자|관리자|선생|매니저|팀장|과장|대리|부장|차장)님(?:께)?|[가-힣]{2,4}(?:매니저|대리|과장|팀장|부장|차장|책임|선임|프로|주임|사원)?님(?:께)?|(?:좋은|즐거운|행복한|편안한)(?:하루|주말|오후|저녁|시간|밤|연휴|명절)(?:되세요|보내세요|되십시오|보내십시오|되시길바랍니다)?|(?:[가-힣]{2,8}[팀부실])?[가-힣]{2,4}(?:드림|올림|배상)|[가-힣]{2,8}[팀실][가-힣]{3}입니다',
    'お世話になって(?:おり|い)ます|承知しました|了解(?:です|しました)|はい|大変|早速の(?:ご)?(?:対応|回答|返信)(?:を)?|よろしくお願い(?:します|いたします)|好的|收到|明白(?:了)?|嗯|你好|您好|辛苦',
  ],
}
