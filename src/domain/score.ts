/** What a scorer says of one answer. An answer it cannot judge is `unscored` with a reason, never NaN, null or 0. */
export type Score =
  | { readonly status: 'scored'; readonly value: number; readonly explanation?: string }
  | { readonly status: 'unscored'; readonly reason: string };
