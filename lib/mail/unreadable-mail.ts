/** There is nothing in these bytes that could be a mail: no header, no text. Trying again does not help. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail'
}
