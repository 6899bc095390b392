/** Zone of the desk, used for people whose own zone nobody told us; an IANA name. */
export const deskZone = 'Asia/Seoul'
