/** The line being written. Strings are joined once, at its end: appending to a long string again and again is not linear. */
export class Line {
  private pieces: string[] = []
  private endsWithSpace = true
  /** Whether anything but white space is on it. */
  hasInk = false

  /** Adds text whose white space is collapsed. */
  add(text: string): void {
    const piece = this.endsWithSpace && text.startsWith(' ') ? text.slice(1) : text
    if (piece === '') return
    this.addAsIs(piece)
  }

  /** Adds text as it is. */
  addAsIs(text: string): void {
    this.pieces.push(text)
    this.endsWithSpace = text.endsWith(' ')
    this.hasInk ||= text.trim() !== ''
  }

  /** The place reached, for `since`. */
  mark(): number {
    return this.pieces.length
  }

  /** What was added since `mark`. */
  since(mark: number): string {
    return this.pieces.slice(mark).join('')
  }

  /** The line, which is empty from now on. */
  take(keepsIndent: boolean): string {
    const text = this.pieces.join('')
    this.pieces = []
    this.endsWithSpace = true
    this.hasInk = false
    return keepsIndent ? text.trimEnd() : text.trim()
  }
}
