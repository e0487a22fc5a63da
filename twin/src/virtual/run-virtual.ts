import { VirtualSession } from './session.ts';
import type { RunVirtual, VirtualResult } from './types.ts';

/** Every controller must have said hello by then (virtual time). */
const HELLO_LIMIT_US = 30_000_000;

/**
 * Plays a whole game in virtual time, from power-on to the end of the graph or of `maxGameMs`. One seed, room and
 * firmware give one result on every machine. Throws when the room does not fit its tables or catalogue.
 */
export const runVirtual: RunVirtual = (room, firmware, options) => {
  const session = new VirtualSession(room, firmware, options);
  const limitUs = (options.maxGameMs ?? room.manifest.gameMs) * 1000;
  while (session.startedAtUs === Number.POSITIVE_INFINITY && session.nowUs < HELLO_LIMIT_US) {
    session.advanceTo(Math.min(HELLO_LIMIT_US, session.nowUs + 1_000_000));
  }
  const started = session.startedAtUs !== Number.POSITIVE_INFINITY;
  if (started && session.outcome === undefined) session.advanceTo(session.startedAtUs + limitUs);
  const endUs = session.nowUs;
  const result: VirtualResult = {
    outcome: started ? (session.outcome ?? 'timeout') : 'not_started',
    gameSeconds: started ? (endUs - session.startedAtUs) / 1_000_000 : 0,
    endUs,
    events: session.events,
    commands: session.commands,
    hash: session.hash(),
    violations: options.monitor?.finish(endUs) ?? [],
  };
  return result;
};
