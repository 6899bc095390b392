import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build as bundle } from 'esbuild'

const root = join(import.meta.dirname, '..')
const source = join(root, 'functions/web/asset')

/** A file as the pages load it, by its name. */
export interface Asset {
  readonly name: string
  readonly contents: Uint8Array
}

/** What the pages load, and the version that their addresses carry. */
export interface Assets {
  /** Hash of all of it: a browser keeps what it has of one version for good. */
  readonly version: string
  readonly files: readonly Asset[]
}

const ownFonts = join(source, 'font')

/** `U+41-5A` for letters that follow each other. */
const rangesOf = (letters: string): string => {
  const points = [...letters].map((letter) => letter.codePointAt(0)!).sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const point of points) {
    const last = ranges.at(-1)
    if (last && point === last[1] + 1) last[1] = point
    else ranges.push([point, point])
  }
  const hex = (point: number) => point.toString(16)
  return ranges.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(',')
}

/** The letters of our own words, in a few small files (infra/command/subset-fonts.ts); the last face that has a letter wins. */
const ownFaces = (): readonly string[] =>
  readdirSync(ownFonts)
    .filter((name) => name.endsWith('.woff2'))
    .map((name) => {
      const letters = readFileSync(join(ownFonts, name.replace('.woff2', '.txt')), 'utf8').replace(/\n$/, '')
      return `@font-face{font-family:'Haneul Sans';font-display:swap;font-weight:400 700;src:url(./${name}) format('woff2');unicode-range:${rangesOf(letters)}}`
    })

/** Pretendard (OFL) in subsets that a browser loads by the letters it meets and has no font for. */
const fonts = (): readonly Asset[] => {
  const folder = dirname(createRequire(import.meta.url).resolve('pretendard/package.json'))
  const subsets = join(folder, 'dist/web/variable/woff2-dynamic-subset')
  const css = readFileSync(join(folder, 'dist/web/variable/pretendardvariable-dynamic-subset.css'), 'utf8')
  const faces = css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll('./woff2-dynamic-subset/', './')
    .replaceAll("'Pretendard Variable'", "'Haneul Sans'")
    // Only faces of one weight complete each other by their letters.
    .replaceAll('font-weight: 45 920', 'font-weight:400 700')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const files = (from: string) =>
    readdirSync(from)
      .filter((name) => name.endsWith('.woff2'))
      .map((name) => ({ name, contents: readFileSync(join(from, name)) }))
  return [
    { name: 'font.css', contents: Buffer.from([faces, ...ownFaces()].join('\n')) },
    ...files(subsets),
    ...files(ownFonts),
  ]
}

const own = async (): Promise<readonly Asset[]> => {
  const { outputFiles } = await bundle({
    absWorkingDir: source,
    entryPoints: { app: './client/app.ts', style: './style/app.css' },
    outdir: 'out',
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    // Popovers, light-dark() and nesting are in all engines since then (Baseline 2024).
    target: ['chrome123', 'firefox125', 'safari17.5'],
    charset: 'utf8',
    logLevel: 'warning',
  })
  const named = (name: string) => outputFiles.find(({ path }) => path.endsWith(name))!.contents
  return [
    { name: 'app.js', contents: named('app.js') },
    { name: 'app.css', contents: named('style.css') },
    { name: 'icon.svg', contents: readFileSync(join(source, 'icon.svg')) },
  ]
}

const isText = ({ name }: Asset) => /\.(?:css|js|svg)$/.test(name)

/** Bundles styles and script for the browser; texts also lie there as small as brotli makes them (`<name>.br`). */
export const buildAssets = async (): Promise<Assets> => {
  const files = [...(await own()), ...fonts()]
  const hash = createHash('sha256')
  for (const { name, contents } of files) hash.update(name).update(contents)
  const small = files
    .filter(isText)
    .map(({ name, contents }) => ({ name: `${name}.br`, contents: brotliCompressSync(contents) }))
  return { version: hash.digest('hex').slice(0, 12), files: [...files, ...small] }
}
