/** Bytes of UTF-8: what ext4, NTFS and S3 Content-Disposition all take, with room for a counter. */
const longest = 200

/** Names that Windows keeps for devices, whatever follows the dot. */
const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i

/** Controls, line breaks, and the bidirectional overrides that make `exe.fdp` look like a PDF. */
const unprintable = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]/gu

/** A name that is safe to show and to save under, made of what a stranger sent; `fallback` when nothing is left of it. */
export const safeFileName = (name: string, fallback: string): string => {
  const last =
    name
      .slice(0, 4_000)
      .replace(unprintable, '')
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? ''
  const plain = last.replace(/[.\s]{1,200}$/, '').trim()
  if (plain === '') return fallback
  return shorten(reserved.test(plain) ? `_${plain}` : plain)
}

const shorten = (name: string): string => {
  if (Buffer.byteLength(name) <= longest) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : ''
  let kept = ''
  let size = Buffer.byteLength(extension)
  for (const letter of name.slice(0, name.length - extension.length)) {
    size += Buffer.byteLength(letter)
    if (size > longest) break
    kept += letter
  }
  return kept.trimEnd() + extension
}
