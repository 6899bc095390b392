import { latin1 } from './bytes.ts'
import { decodeCp949 } from './cp949.ts'
import { decoderOf, strictly } from './decoder.ts'

/** Bytes that decide what a text is; a guess needs no more. */
const sample = 64 * 1024

/** The charset that bytes without a believable label most likely have. */
export const bestGuess = (all: Uint8Array): string => {
  const bytes = all.subarray(0, sample)
  if (!hasHighBit(bytes)) return isoEscape(bytes)
  const utf8 = decoderOf('utf-8', false)!.decode(bytes)
  if (share(utf8, /\ufffd/g) < 0.02) return 'utf-8'
  const korean = decodeCp949(bytes)
  if (share(korean, /\ufffd/g) < 0.01 && share(korean, /[\uac00-\ud7a3]/g) > 0.6) return 'cp949'
  const japanese = strictly('shift_jis', bytes)
  if (japanese !== undefined && share(japanese, /[\u3040-\u30ff]/g) > 0.2) return 'shift_jis'
  const eucJapanese = strictly('euc-jp', bytes)
  if (eucJapanese !== undefined && share(eucJapanese, /[\u3040-\u30ff]/g) > 0.2) return 'euc-jp'
  const chinese = strictly('gb18030', bytes)
  if (chinese !== undefined && share(chinese, /[\u4e00-\u9fa5\u3000-\u303f\uff00-\uffef]/g) > 0.8) return 'gb18030'
  const cyrillic = decoderOf('windows-1251', false)!.decode(bytes)
  // One accent among ASCII letters is Western; Russian words are Cyrillic through and through.
  const russian = cyrillic.match(/[\u0410-\u044f]/g)?.length ?? 0
  if (share(cyrillic, /[\u0430-\u044f]/g) > 0.7 && russian > (cyrillic.match(/[a-z]/gi)?.length ?? 0))
    return 'windows-1251'
  return 'windows-1252'
}

const isoEscape = (bytes: Uint8Array): string => {
  const text = latin1(bytes)
  return /\x1b\$[@B]|\x1b\([JI]/.test(text) ? 'iso-2022-jp' : 'windows-1252'
}

/** Share of the characters above ASCII that match. */
const share = (text: string, wanted: RegExp): number => {
  const all = text.match(/[^\x00-\x7f]/g)?.length ?? 0
  return all === 0 ? 0 : (text.match(wanted)?.length ?? 0) / all
}

/** Whether there is a byte above ASCII. */
export const hasHighBit = (bytes: Uint8Array): boolean => {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 0x7f) return true
  return false
}
