import type { AlertLevel } from '../../../../lib/alert/level.ts'
import { Tag } from '../../page/piece/badge.tsx'
import type { Reader } from '../../page/reader.ts'
import { alertTexts } from '../text.ts'

const tones = { critical: 'bad', high: 'warn', medium: 'calm', low: 'calm' } as const

/** How bad an alert is. */
export const LevelTag = ({ level, reader }: { level: AlertLevel; reader: Reader }) => (
  <Tag tone={tones[level]}>{alertTexts[reader.language].level[level]}</Tag>
)
