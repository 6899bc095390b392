import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import { type FunctionPath, functions, nameOf } from './functions.ts'

const root = join(import.meta.dirname, '..')

/** Bytes of each function's bundle. */
export type BundleSizes = Readonly<Record<FunctionPath, number>>

/** Bundles every function to `dist/<name>/index.mjs` in one esbuild run and answers the size of each, minified. */
export const build = async (): Promise<BundleSizes> => {
  const { metafile } = await bundle({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(functions.map((path) => [`${nameOf(path)}/index`, `./functions/${path}`])),
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
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
  const size = (path: FunctionPath) => metafile.outputs[`dist/${nameOf(path)}/index.mjs`]!.bytes
  return Object.fromEntries(functions.map((path) => [path, size(path)])) as Record<FunctionPath, number>
}

if (import.meta.main) {
  for (const [path, bytes] of Object.entries(await build())) {
    console.log(`${(bytes / 1024).toFixed(0).padStart(6)} KB  ${path}`)
  }
}
