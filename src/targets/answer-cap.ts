/** No answer worth scoring is longer; a stuck server or program must not fill the memory. */
export const ANSWER_CAP_BYTES = 8 * 1024 * 1024;
