import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build as bundle, type Plugin, stop } from 'esbuild'
import { buildAssets } from './build-assets.ts'
import { type FunctionPath, functions, nameOf } from './functions.ts'

const root = join(import.meta.dirname, '..')

/**
 * The SDK is bundled: measured with the clock and mail functions (Node 24, medians of nine), importing takes 60 and 71 ms
 * bundled, 71 and 92 ms from separate packages, and what was tested is what runs. Not bundled are the ways to find
 * credentials that a function never takes, because Lambda puts its role's into the environment, which the SDK asks
 * first; the SDK imports them only when it comes to them. That saves 120 KB a bundle and 20 of the 60 ms.
 */
const neverUsed = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
]

/**
 * The SDK describes every operation of a service in one file of arrays whose objects have computed keys, which a bundler must
 * take for side effects. Said to be pure, what no function uses stays out: 60 KB of S3 alone.
 */
const unusedOperations: Plugin = {
  name: 'unused-operations',
  setup: ({ onLoad }) =>
    onLoad({ filter: /@aws-sdk[\\/].*[\\/]schemas_0\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /^export var (\w+\$) = (\[[^;]*\n\]);$/gm,
        'export var $1 = /* @__PURE__ */ (() => $2)();',
      ),
    })),
}

/** sanitize-html reads styles with it only when told to; `lib/mail/safe-html.ts` reads them itself, in a tenth of the bytes. */
const unusedStyles: Plugin = {
  name: 'unused-styles',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^postcss$/ }, ({ path }) => ({ path, namespace: 'unused' }))
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** Bytes of each function's bundle. */
export type BundleSizes = Readonly<Record<FunctionPath, number>>

/** Several builds may run at once (tests, local hosts): nobody ever reads half a file, and what is the same stays. */
const put = ({ path, contents }: { readonly path: string; readonly contents: Uint8Array }) => {
  if (existsSync(path) && readFileSync(path).equals(contents)) return
  mkdirSync(dirname(path), { recursive: true })
  const own = `${path}.${process.pid}`
  writeFileSync(own, contents)
  renameSync(own, path)
}

/** The function that serves what pages load has it beside its code. */
const assetFolder = join(root, 'dist', nameOf('web/public'), 'assets')

/**
 * Bundles what pages load, and every function to `dist/<name>/index.mjs` in one esbuild run. Answers the size of each function,
 * minified.
 * Safe to run at the same time as others.
 */
export const build = async (): Promise<BundleSizes> => {
  const assets = await buildAssets()
  for (const { name, contents } of assets.files) put({ path: join(assetFolder, name), contents })
  const { metafile, outputFiles } = await bundle({
    define: { ASSET_VERSION: JSON.stringify(assets.version) },
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
    // Words of all languages as they are: escaped, a Korean letter takes twice the bytes.
    charset: 'utf8',
    mainFields: ['module', 'main'],
    external: neverUsed,
    plugins: [unusedOperations, unusedStyles],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // Packages that are still CommonJS call `require` for Node's own modules.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    sourcemap: 'external',
    metafile: true,
    logLevel: 'warning',
  })
  for (const file of outputFiles) put(file)
  // Otherwise its process stays beside ours, with hundreds of megabytes, as long as a local host runs.
  await stop()
  const size = (path: FunctionPath) => metafile.outputs[`dist/${nameOf(path)}/index.mjs`]!.bytes
  return Object.fromEntries(functions.map((path) => [path, size(path)])) as Record<FunctionPath, number>
}

if (import.meta.main) {
  for (const [path, bytes] of Object.entries(await build())) {
    console.log(`${(bytes / 1024).toFixed(0).padStart(6)} KB  ${path}`)
  }
}
