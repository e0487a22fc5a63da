/** Nonces of sessions: none twice in a row on a board that outlives this process. */

/** A board remembers the last session's only, which was not in this very millisecond. */
let last = Date.now() >>> 0;

export function nextNonce(): number {
  last = (last + 1) >>> 0 || 1;
  return last;
}
