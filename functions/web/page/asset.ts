/** Version of all assets, given by the build: a hash of their content, so that a browser keeps them for good. */
declare const ASSET_VERSION: string

/** Where an asset of this version is, such as `app.css`. */
export const assetPath = (name: string): string =>
  `/assets/${typeof ASSET_VERSION === 'undefined' ? 'unbuilt' : ASSET_VERSION}/${name}`
