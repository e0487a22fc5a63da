import type { Excuses } from '../fault-kind.ts';

/**
 * A command that never arrived and comes long after is carried out, if no later one has reached its device meanwhile: the
 * contract v8 gives commands no time to live, and controllers no clock that they could judge `issued_at_unix_ms` by.
 */
export const NO_TIME_TO_LIVE: Excuses = {
  19: 'a command of the contract v8 has no time to live, and a controller no clock to judge it by',
};
