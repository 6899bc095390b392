/** Names of U+00A0 to U+00FF in order: https://html.spec.whatwg.org/multipage/named-characters.html, the part that HTML 4 had. */
const latin =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'

/** The others that mail editors write. */
const others: Readonly<Record<string, number>> = {
  ...{
    amp: 38,
    lt: 60,
    gt: 62,
    quot: 34,
    apos: 39,
    AMP: 38,
    LT: 60,
    GT: 62,
    QUOT: 34,
    ensp: 0x2002,
    emsp: 0x2003,
    thinsp: 0x2009,
  },
  ...{
    zwnj: 0x200c,
    zwj: 0x200d,
    lrm: 0x200e,
    rlm: 0x200f,
    ndash: 0x2013,
    mdash: 0x2014,
    lsquo: 0x2018,
    rsquo: 0x2019,
  },
  ...{
    sbquo: 0x201a,
    ldquo: 0x201c,
    rdquo: 0x201d,
    bdquo: 0x201e,
    dagger: 0x2020,
    bull: 0x2022,
    hellip: 0x2026,
    permil: 0x2030,
  },
  ...{
    lsaquo: 0x2039,
    rsaquo: 0x203a,
    euro: 0x20ac,
    trade: 0x2122,
    larr: 0x2190,
    uarr: 0x2191,
    rarr: 0x2192,
    darr: 0x2193,
  },
  ...{
    harr: 0x2194,
    minus: 0x2212,
    ne: 0x2260,
    le: 0x2264,
    ge: 0x2265,
    check: 0x2713,
    OElig: 0x152,
    oelig: 0x153,
    Scaron: 0x160,
  },
  ...{
    scaron: 0x161,
    Yuml: 0x178,
    fnof: 0x192,
    circ: 0x2c6,
    tilde: 0x2dc,
    infin: 0x221e,
    hearts: 0x2665,
    NewLine: 10,
    Tab: 9,
  },
}

const codes: ReadonlyMap<string, number> = new Map([
  ...latin.split(' ').map((name, i) => [name, 0xa0 + i] as const),
  ...Object.entries(others),
])

/** Text with its character references decoded; an unknown name stays as it stands. */
export const decodeEntities = (text: string): string =>
  text.includes('&') ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,10}));?/gi, decode) : text

const decode = (whole: string, hex?: string, decimal?: string, name?: string): string => {
  if (name !== undefined) {
    const code = codes.get(name)
    return code === undefined ? whole : String.fromCharCode(code)
  }
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  // Word writes its own code page's numbers for quotes and dashes.
  if (code >= 0x80 && code <= 0x9f) return new TextDecoder('windows-1252').decode(Uint8Array.of(code))
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code)
}
