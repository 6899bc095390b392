/** Why a person was or was not chosen. */
export interface Considered {
  readonly id: string
  readonly name: string
  readonly eligible: boolean
  readonly reason: string
  readonly load: number
}
