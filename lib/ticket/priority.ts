import * as z from 'zod'

/** How many people and services are hurt. */
export const Impact = z.enum(['high', 'medium', 'low'])
export type Impact = z.infer<typeof Impact>

/** How soon it must be solved. */
export const Urgency = z.enum(['high', 'medium', 'low'])
export type Urgency = z.infer<typeof Urgency>

/** P1 critical, P2 high, P3 moderate, P4 low, P5 planning. */
export const Priority = z.enum(['P1', 'P2', 'P3', 'P4', 'P5'])
export type Priority = z.infer<typeof Priority>

/** Priority by impact and urgency. */
export type PriorityMatrix = Readonly<Record<Impact, Readonly<Record<Urgency, Priority>>>>

/** Priority = impact × urgency, looked up in the desk's matrix. */
export const priorityOf = (matrix: PriorityMatrix, impact: Impact, urgency: Urgency): Priority =>
  matrix[impact][urgency]
