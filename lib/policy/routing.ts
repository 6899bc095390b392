/** The team that gets what no rule gives to another. */
export const firstTeam = 'service-desk'
