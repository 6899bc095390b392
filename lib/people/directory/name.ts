/** Parts of a name as directories keep them. */
export interface NameParts {
  /** As the directory shows it; then nothing is put together. */
  readonly displayName?: string | undefined
  readonly formatted?: string | undefined
  readonly familyName?: string | undefined
  readonly givenName?: string | undefined
}

const hangul = /\p{Script=Hangul}/u

const given = (text: string | undefined): string | undefined => text?.trim() || undefined

/**
 * What somebody is called: as the directory shows it, else put together as their script does it. A name in Hangul begins
 * with the family and has no space; nothing that was given whole is ever reordered.
 */
export const nameOf = ({ displayName, formatted, familyName, givenName }: NameParts): string | undefined => {
  const whole = given(displayName) ?? given(formatted)
  if (whole) return whole
  const [family, own] = [given(familyName), given(givenName)]
  if (!family || !own) return family ?? own
  return hangul.test(family) && hangul.test(own) ? `${family}${own}` : `${own} ${family}`
}
