/**
 * What people do once everything is sound again: let go of the buttons, give back what they hold, reset safety as two, and
 * let the game go on. They look at the live view alone, as a gamemaster does, and wait between steps as people do.
 */
import type { OperatorRequest } from '@understudy/core';
import type { VirtualSession } from '@understudy/twin';

const SECOND_US = 1_000_000;
/** From one look at the room to the next. */
const STEP_US = SECOND_US;
/** They give up after so long: the room has 30 s to converge once they are done. */
const PATIENCE_US = 40 * SECOND_US;
/** Nothing was left to do at so many looks one after the other. */
const QUIET_LOOKS = 2;

type Entry = Readonly<Record<string, unknown>>;

/** Takes a few seconds; up to 40 when the room does not come right. */
export function putRoomRight(session: VirtualSession): void {
  session.process.restart();
  const endUs = session.nowUs + PATIENCE_US;
  for (let quiet = 0; quiet < QUIET_LOOKS && session.nowUs < endUs; ) {
    session.advance(STEP_US);
    quiet = lookOnce(session) ? 0 : quiet + 1;
  }
}

/** One look at the room: does the next thing that is to be done, and says whether there was one. */
function lookOnce(session: VirtualSession): boolean {
  if (releaseButtons(session)) return true;
  const view = session.engine.view();
  const engine = entry(view, 'engine');
  const { latched, kind } = entry(engine, 'roomSafety');
  if (latched === true && (kind === 'E_STOP' || kind === 'FAULT')) return resetSafety(session, view);
  const wanted = [...nextRequests(session, view, engine)];
  for (const request of wanted) session.operator('gamemaster', request);
  return wanted.length > 0;
}

function releaseButtons(session: VirtualSession): boolean {
  const pressed = session.world.plantIds.filter(
    (plant) => plant.startsWith('estop_') && session.world.truth(plant)?.pressed === true,
  );
  for (const plant of pressed) session.act(plant, 'release');
  return pressed.length > 0;
}

/** One person asks, another confirms; what stands in the way is tried again at the next look. */
function resetSafety(session: VirtualSession, view: ReadonlyMap<string, unknown>): boolean {
  const reset = entry(view, 'reset');
  if (typeof reset.token === 'string') {
    const by = reset.requestedBy === 'technician' ? 'gamemaster' : 'technician';
    session.operator(by, { action: 'CONFIRM_SAFETY_RESET', token: reset.token });
  } else if (reset.resetting !== true) {
    session.operator('gamemaster', { action: 'REQUEST_SAFETY_RESET' });
  }
  return true;
}

/** What is left once nothing is latched, in the order in which it is asked for. */
function* nextRequests(
  session: VirtualSession,
  view: ReadonlyMap<string, unknown>,
  engine: Entry,
): Generator<OperatorRequest> {
  for (const [key, value] of view) {
    if (key.startsWith('device/') && (value as Entry).owner === 'manual') {
      yield { action: 'RELEASE', device: key.slice('device/'.length) };
    }
  }
  if (engine.phase === 'idle' && session.startedAtUs !== Number.POSITIVE_INFINITY) yield { action: 'START_GRAPH' };
  if (engine.dispatchEnabled === false) yield { action: 'RESUME_DISPATCH' };
  const timer = entry(view, 'timer');
  if (engine.phase === 'running' && timer.running === false && engine.dispatchEnabled === true) {
    yield { action: 'RESUME_TIMER' };
  }
  for (const [key, value] of view) {
    if (key.startsWith('node/') && needsPerson(value as Entry)) {
      yield { action: 'RESUME_NODE', node: key.slice('node/'.length) };
    }
  }
}

/** Whether a path stands until somebody resumes it: the other reasons end with RESUME_DISPATCH or RELEASE. */
function needsPerson({ state, reason }: Entry): boolean {
  if (state !== 'paused' || typeof reason !== 'string') return false;
  return !['BROKER_DOWN', 'SAFETY_LATCHED', 'MANUAL_PAUSE'].includes(reason) && !reason.startsWith('OWNED_BY_');
}

function entry(from: ReadonlyMap<string, unknown> | Entry, key: string): Entry {
  const value = from instanceof Map ? from.get(key) : (from as Entry)[key];
  return typeof value === 'object' && value !== null ? (value as Entry) : {};
}
