/** The month before this one, both as `2026-11`. */
export const monthBefore = (month: string): string => {
  const [year, m] = month.split('-').map(Number) as [number, number]
  return m === 1 ? `${year - 1}-12` : `${year}-${String(m - 1).padStart(2, '0')}`
}
