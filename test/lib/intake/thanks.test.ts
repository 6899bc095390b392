import { describe, expect, test } from 'vitest'
import { saysYes, thanksIn } from '../../../lib/intake/thanks.ts'

describe('a mail that only thanks', () => {
  test.each([
    'Thanks',
    'thanks!',
    'Thank you.',
    'Thank you very much!',
    'Thanks a lot :)',
    'OK thank you',
    'Ok, thanks.',
    'Great, thank you so much!',
    'Perfect. Thanks again',
    'Many thanks for your quick help!',
    'Thanks for the fast response',
    'Thank you for fixing this so quickly!',
    'Thank you for your support.\n\nBest regards,\nOliver Reed',
    'Thanks John!',
    'Hi Jihoon,\n\nthank you very much!\n\nKind regards\nGrace',
    'thx',
    'Cheers, much appreciated',
    'Thanks 👍',
    'Thank you! Have a nice day',
    '감사합니다',
    '감사합니다.',
    '고맙습니다~',
    '네 감사합니다!',
    '넵 감사합니다 ^^',
    '정말 감사합니다!!',
    '빠른 처리 감사합니다.',
    '신속한 답변 감사드립니다.',
    '도와주셔서 감사합니다 ㅎㅎ',
    '안녕하세요.\n\n친절한 안내 감사드립니다.\n\n김민지 드림',
    '박지훈님 감사합니다',
    '확인했습니다. 감사합니다.',
    '네, 알겠습니다. 감사합니다. 좋은 하루 되세요.',
    '수고하셨습니다.',
    '고생 많으셨습니다. 감사합니다!',
    'Vielen Dank!',
    'Danke für die schnelle Hilfe.\n\nMit freundlichen Grüßen\nAnna Weber',
    'Super, danke schön',
    'Merci beaucoup !',
    'Parfait, merci pour votre aide. Bonne journée',
    'Muchas gracias por la ayuda',
    'Grazie mille',
    'Muito obrigado!',
    'Hartelijk dank',
    'Tack så mycket!',
    'Dziękuję bardzo',
    'Спасибо большое!',
    'ありがとうございました。',
    '谢谢！',
  ])('is seen to: %j', (text) => {
    expect(thanksIn(text)).toBe('thanks')
  })
})

describe('a mail that says that it works', () => {
  test.each([
    'Thanks, works now!',
    'It works now.',
    'Thank you, it is working again',
    'Works perfectly, thanks!',
    'Everything is fine now. Thank you!',
    'That did the trick, thanks.',
    'Problem solved, thank you',
    'The printer works again. Thanks!',
    'All good now',
    'Thank you. You can close this ticket.',
    '감사합니다. 잘 됩니다',
    '이제 잘 됩니다. 감사합니다!',
    '네 해결됐습니다 감사합니다',
    '덕분에 잘 해결되었습니다. 고맙습니다.',
    '프린터 잘 됩니다~ 감사합니다',
    '정상적으로 작동합니다. 감사합니다',
    '문제없이 잘 되네요. 감사해요',
    'Danke, funktioniert wieder einwandfrei',
    'Alles läuft wieder, vielen Dank!',
    'Merci, ça marche maintenant',
    'Gracias, ya funciona',
    'Grazie, ora funziona tutto',
    'Obrigada, funcionou!',
    'Bedankt, het werkt weer',
    'Спасибо, всё работает',
    'Dziękuję, już działa',
    '解決しました。ありがとうございます。',
    '谢谢，已经解决了',
  ])('is seen to: %j', (text) => {
    expect(thanksIn(text)).toBe('works')
  })
})

describe('a mail that asks for something, whatever it begins with,', () => {
  test.each([
    '',
    'OK',
    'Yes',
    '네',
    'Noted.',
    'Hello',
    'Thanks, but it still does not work',
    'Thank you. One more question: where is the driver?',
    'Thanks in advance',
    'Thank you for your help in advance.',
    'It is back.',
    'It is back again, thanks',
    'The problem is back. Thank you',
    'Thanks! Now the scanner is broken.',
    'Thanks. Broken again',
    'Thanks, not working',
    'Thanks Still Broken',
    'THANKS BUT NO',
    'No thanks',
    'It works half of the time, thanks',
    'It does not work now. Thanks',
    'Nothing works now, thanks',
    'Works on my phone, thanks, not on the laptop',
    'Thanks, I will try tomorrow',
    'Thank you, the floor is 3',
    'Please call me. Thanks',
    'Thanks for nothing',
    'Thanks. Can you also reset my password',
    'Thank you, waiting for your answer',
    'Thanks, it worked yesterday',
    'It worked until Monday. Thanks.',
    'I thought it was fixed, thanks',
    'Is it fixed? Thanks',
    'Thanks\nUrgent',
    '감사하지만 아직 안 됩니다',
    '감사합니다만 아직도 오류가 납니다',
    '감사합니다. 그런데 다른 문제가 있습니다.',
    '안 됩니다',
    '아직 안 됩니다. 감사합니다.',
    '잘 안 됩니다. 감사합니다',
    '잘 됩니다만 느립니다. 감사합니다',
    '프린터만 잘 됩니다. 감사합니다',
    '미리 감사드립니다',
    '확인 부탁드립니다. 감사합니다.',
    '빠른 처리 부탁드립니다. 감사합니다.',
    '감사합니다. 하나 더 여쭤봐도 될까요?',
    '3층 프린터입니다. 감사합니다.',
    '같은 오류입니다. 감사합니다',
    '다시 확인해 주세요. 감사합니다',
    '내일 다시 해보겠습니다 감사합니다',
    '확인했습니다',
    '알겠습니다',
    'Danke, aber es geht nicht',
    'Danke im Voraus',
    'Funktioniert nicht, danke',
    'Merci, mais ça ne marche pas',
    'Merci d’avance',
    'Gracias, pero no funciona',
    'No funciona, gracias',
    'Grazie, ma non funziona',
    'Não funciona, obrigado',
    'Bedankt, maar het werkt niet',
    'Спасибо, но не работает',
    'Dziękuję, nie działa',
    '谢谢，还是不行',
    'ありがとうございます。まだ動きません。',
    `Thanks ${'a'.repeat(500)}`,
  ])('is none: %j', (text) => {
    expect(thanksIn(text)).toBeUndefined()
  })
})

test('the sender’s own name may stand below, another word may not', () => {
  expect(thanksIn('Thanks\nmin-ji', 'Min-ji Kim')).toBeUndefined()
  expect(thanksIn('감사합니다\n김민지', '김민지')).toBe('thanks')
  expect(thanksIn('Thanks\nGRACE', 'Grace Kim')).toBe('thanks')
  expect(thanksIn('Thanks\nagain broken', 'Grace Kim')).toBeUndefined()
})

test('thanks that begin with yes answer the question that was asked', () => {
  expect(['네 감사합니다', 'OK thank you', 'Ja, danke'].map(saysYes)).toEqual([true, true, true])
  expect(['Thank you', '감사합니다', 'Jacob here', 'Okinawa'].map(saysYes)).toEqual([false, false, false, false])
})

test('the worst of texts is looked at in linear time', () => {
  for (const piece of ['thank you so much ', 'now it is all ', '정말', '감사'])
    expect(['thanks', 'works', undefined]).toContain(thanksIn(piece.repeat(400).slice(0, 400)))
})
