/** The part of the package that tests use; it has no types of its own. */
declare module 'asl-validator' {
  export default function validate(definition: object): {
    readonly isValid: boolean
    readonly errors: readonly object[]
  }
}
