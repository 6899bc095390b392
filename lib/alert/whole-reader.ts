import { expressionFault } from './expression.ts'
import { formatNames, read } from './read.ts'
import type { AlertReader } from './reader.ts'

/** Everything there is that reads alerts. */
export const wholeReader: AlertReader = { formats: formatNames, faultIn: expressionFault, read }
