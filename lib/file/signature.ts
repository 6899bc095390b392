/** A format that its first bytes give away. */
export interface Format {
  /** Its media type, and the others that people and programs call it by. */
  readonly mediaTypes: readonly string[]
  /** Bytes at places. */
  readonly bytes: readonly { readonly at: number; readonly is: string }[]
  /** Letters with which any text may begin: they count only in a file that is no text. */
  readonly isWeak?: boolean
  /** It runs on the machine of whoever opens it. */
  readonly isProgram?: boolean
}

const begin = (...alternatives: string[]) => alternatives.map((is) => [{ at: 0, is }])

const format = (mediaTypes: readonly string[], bytes: readonly Format['bytes'][], isProgram = false): Format[] =>
  bytes.map((each) => ({ mediaTypes, bytes: each, ...(isProgram && { isProgram }) }))

const program = (...begins: string[]) => format(['application/x-msdownload'], begin(...begins), true)

const weak = (given: readonly Format[]): Format[] => given.map((each) => ({ ...each, isWeak: true }))

const openXml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** Documents of today's office programs are ZIP archives inside, Hangul's HWPX among them. */
const zip = [
  'application/zip',
  'application/x-zip-compressed',
  `${openXml}.wordprocessingml.document`,
  `${openXml}.spreadsheetml.sheet`,
  `${openXml}.presentationml.presentation`,
  `${openDocument}.text`,
  `${openDocument}.spreadsheet`,
  `${openDocument}.presentation`,
  'application/hwp+zip',
  'application/haansofthwpx',
  'application/vnd.hancom.hwpx',
]

/** Compound files: the office formats of old, Hangul's HWP, and Outlook's messages. */
const compound = [
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.ms-outlook',
  'application/x-hwp',
  'application/haansofthwp',
  'application/vnd.hancom.hwp',
]

/** What first bytes mean, as hexadecimal (PRONOM, and the formats' own specifications). The first that fits counts. */
export const formats: readonly Format[] = [
  // Linux, macOS (both orders, and fat ones, whose bytes Java classes share), a shortcut.
  ...program('7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', '4c00000001140200'),
  ...format(['application/vnd.ms-cab-compressed'], begin('4d534346'), true),
  ...format(['image/png'], begin('89504e470d0a1a0a')),
  ...format(['image/jpeg', 'image/jpg', 'image/pjpeg'], begin('ffd8ff')),
  ...format(['image/gif'], begin('474946383761', '474946383961')),
  ...format(
    ['image/webp'],
    [
      [
        { at: 0, is: '52494646' },
        { at: 8, is: '57454250' },
      ],
    ],
  ),
  ...format(['image/heic', 'image/heif'], [[{ at: 4, is: '6674797068656963' }], [{ at: 4, is: '667479706d696631' }]]),
  ...format(['image/tiff'], begin('49492a00', '4d4d002a')),
  ...format(['application/pdf'], begin('255044462d')),
  ...format(zip, begin('504b0304', '504b0506')),
  ...format(compound, begin('d0cf11e0a1b11ae1')),
  ...format(['application/gzip', 'application/x-gzip'], begin('1f8b')),
  ...format(['application/x-7z-compressed'], begin('377abcaf271c')),
  ...format(['application/vnd.rar', 'application/x-rar-compressed'], begin('526172211a07')),
  ...format(['video/mp4', 'video/quicktime', 'audio/mp4', 'video/x-m4v'], [[{ at: 4, is: '66747970' }]]),
  ...format(['video/webm', 'video/x-matroska', 'audio/webm'], begin('1a45dfa3')),
  ...format(['audio/mpeg'], begin('fffb', 'fff3')),
  ...format(
    ['audio/wav', 'audio/x-wav'],
    [
      [
        { at: 0, is: '52494646' },
        { at: 8, is: '57415645' },
      ],
    ],
  ),
  ...weak(program('4d5a')),
  ...weak(format(['image/bmp', 'image/x-ms-bmp'], begin('424d'))),
  ...weak(format(['audio/mpeg'], begin('494433'))),
]

/** UTF-16 has zeros, and says so with its mark. */
const isUtf16 = (bytes: Uint8Array) =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

/** Whether the beginning of a file is that of a text. */
export const looksLikeText = (bytes: Uint8Array): boolean => isUtf16(bytes) || !bytes.includes(0)

/** The format that the first bytes of a file show, or nothing when they show none that is known here. */
export const formatOf = (bytes: Uint8Array): Format | undefined => {
  const hex = Buffer.from(bytes.subarray(0, 64)).toString('hex')
  const isText = looksLikeText(bytes)
  return formats.find(
    ({ bytes: marks, isWeak }) => !(isWeak && isText) && marks.every(({ at, is }) => hex.startsWith(is, at * 2)),
  )
}
