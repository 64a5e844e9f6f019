/** Trials a case of a refresh, unless asked otherwise (statistics.md §9). */
export const REFRESH_TRIALS = 3;
