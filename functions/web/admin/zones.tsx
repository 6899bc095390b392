/** Zones that people of a Korean company with offices abroad live in; any other IANA name can be typed. */
const common = [
  'Asia/Seoul',
  'Asia/Tokyo',
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Singapore',
  'Asia/Ho_Chi_Minh',
  'Asia/Jakarta',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Australia/Sydney',
  'Europe/London',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Warsaw',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'UTC',
]

/** Suggestions for fields that take a zone, by `list="zones"`. */
export const ZoneList = () => (
  <datalist id="zones">
    {common.map((zone) => (
      <option value={zone} />
    ))}
  </datalist>
)
