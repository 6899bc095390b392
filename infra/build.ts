import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build as bundle, type OutputFile } from 'esbuild'
import { type FunctionPath, functions, nameOf } from './functions.ts'

const root = join(import.meta.dirname, '..')

/** Bytes of each function's bundle. */
export type BundleSizes = Readonly<Record<FunctionPath, number>>

/** Several builds may run at once (tests, local hosts): nobody ever reads half a file, and what is the same stays. */
const put = ({ path, contents }: OutputFile) => {
  if (existsSync(path) && readFileSync(path).equals(contents)) return
  mkdirSync(dirname(path), { recursive: true })
  const own = `${path}.${process.pid}`
  writeFileSync(own, contents)
  renameSync(own, path)
}

/**
 * Bundles every function to `dist/<name>/index.mjs` in one esbuild run and answers the size of each, minified.
 * Safe to run at the same time as others.
 */
export const build = async (): Promise<BundleSizes> => {
  const { metafile, outputFiles } = await bundle({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(functions.map((path) => [`${nameOf(path)}/index`, `./functions/${path}`])),
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // Packages that are still CommonJS call `require` for Node's own modules.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    sourcemap: 'external',
    metafile: true,
    logLevel: 'warning',
  })
  for (const file of outputFiles) put(file)
  const size = (path: FunctionPath) => metafile.outputs[`dist/${nameOf(path)}/index.mjs`]!.bytes
  return Object.fromEntries(functions.map((path) => [path, size(path)])) as Record<FunctionPath, number>
}

if (import.meta.main) {
  for (const [path, bytes] of Object.entries(await build())) {
    console.log(`${(bytes / 1024).toFixed(0).padStart(6)} KB  ${path}`)
  }
}
