import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import subsetFont from 'subset-font'

const root = join(import.meta.dirname, '../..')

/** Where the subsets lie, and where pages take them from. */
export const fontFolder = join(root, 'functions/web/asset/font')

/** Folders whose words each subset has; what a subset before has it leaves out. */
const folders: Readonly<Record<string, readonly string[]>> = {
  portal: ['functions/web/page', 'functions/web/portal', 'functions/web/auth'],
  desk: ['functions/web'],
}

const latin = `${Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')}…–—’‘“”·×•→←`

/** The syllables of common Korean surnames and given names, since every page names its reader. */
const names =
  '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나진지엄채원천방공현함변여' +
  '민준영수연은혜경희미선아라도예호재승훈태동규상철용석빈찬건혁란림슬솔별봄빛다가람새샘결율온겸담후린숙순옥복덕만식종광병'

const syllablesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => readFileSync(join(root, folder, file), 'utf8').match(/\p{Script=Hangul}/gu) ?? [])

/** The letters of each subset: Latin, and the Hangul syllables that names and our own words are written with. */
export const letters = (): Readonly<Record<string, string>> => {
  const taken = new Set<string>()
  const subsets = Object.entries(folders).map(([name, all]) => {
    const fresh = [...new Set([...names, ...all.flatMap(syllablesIn)])]
      .filter((syllable) => !taken.has(syllable))
      .sort()
    for (const syllable of fresh) taken.add(syllable)
    return [name, fresh.join('')]
  })
  return { latin, ...Object.fromEntries(subsets) }
}

/** Our weights; the whole font has from 45 to 920. */
const wght = { min: 400, max: 700, default: 400 }
/** What pages use of the font's features; each of the others brings letters of its own. */
const keepFeatures = ['kern', 'tnum']

if (import.meta.main) {
  const folder = dirname(createRequire(import.meta.url).resolve('pretendard/package.json'))
  const font = readFileSync(join(folder, 'dist/web/variable/woff2/PretendardVariable.woff2'))
  mkdirSync(fontFolder, { recursive: true })
  for (const [name, text] of Object.entries(letters())) {
    const bytes = await subsetFont(font, text, { targetFormat: 'woff2', variationAxes: { wght }, keepFeatures })
    writeFileSync(join(fontFolder, `${name}.woff2`), bytes)
    writeFileSync(join(fontFolder, `${name}.txt`), `${text}\n`)
    console.log(`${(bytes.length / 1024).toFixed(0).padStart(6)} KB  ${name}: ${[...text].length} letters`)
  }
}
