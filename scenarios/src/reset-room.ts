/** The reset of a room in the twin: the engine's operations and the hands of staff, as `ready.yaml` has them. */
import { type DeviceFacts, type NotReady, notReady, type ReadyDefinition } from '@understudy/contract';
import type { VirtualSession } from '@understudy/twin';

const SECOND_US = 1_000_000;
/** No stage takes longer: the longest motion is that of the hoist. */
const STAGE_LIMIT_US = 60 * SECOND_US;
/** Hands need a while for doors and valves, and sensors to tell of it. */
const HANDS_US = 8 * SECOND_US;
const STAFF = 'staff';
const ENDED = new Set(['COMPLETED', 'REJECTED', 'FAILED', 'TIMEOUT', 'SUPERSEDED', 'CANCELLED', 'REFUSED']);

/** A command of the reset that did not do what it should, or a prop that could not be worked. */
export interface ResetFault {
  readonly stage: string;
  readonly what: string;
  readonly seen: string;
}

/**
 * Runs every stage of the reset after a game has ended, and gives the outputs back. Returns what went wrong; none when all
 * was done. The session must observe the live view.
 */
export function resetRoom(session: VirtualSession, { reset }: ReadyDefinition): ResetFault[] {
  const faults: ResetFault[] = [];
  for (const { title, operations = [], staff = [] } of reset) {
    const known = new Set(commands(session).keys());
    for (const { device, parameters } of operations) {
      session.operator(STAFF, { action: 'DISPATCH', device, parameters });
    }
    for (const action of staff.flatMap((work) => work.do ?? [])) {
      const result = session.act(action.plant, action.action, action.value);
      if (!result.ok) faults.push({ stage: title, what: `${action.action} ${action.plant}`, seen: result.reason });
    }
    const endUs = session.nowUs + STAGE_LIMIT_US;
    do session.advance(SECOND_US / 4);
    while (session.nowUs < endUs && unfinished(session, known));
    for (const [id, { device, parameters, status, reason }] of commands(session)) {
      if (known.has(id) || status === 'COMPLETED') continue;
      faults.push({ stage: title, what: `${String(parameters.op)} of ${device}`, seen: reason ?? status });
    }
    if (staff.length > 0) session.advance(HANDS_US);
    for (const { device } of operations) session.operator(STAFF, { action: 'RELEASE', device });
  }
  session.advance(2 * SECOND_US);
  return faults;
}

/** Devices of the session that are not ready for a game. */
export function notReadyIn(session: VirtualSession, ready: ReadyDefinition): NotReady[] {
  const view = session.engine.view();
  return notReady(ready, (device) => view.get(`device/${device}`) as DeviceFacts | undefined);
}

interface Command {
  readonly device: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly status: string;
  readonly reason?: string;
}

function commands(session: VirtualSession): Map<string, Command> {
  const found = new Map<string, Command>();
  for (const [key, value] of session.engine.view()) {
    if (key.startsWith('command/')) found.set(key.slice('command/'.length), value as Command);
  }
  return found;
}

function unfinished(session: VirtualSession, known: ReadonlySet<string>): boolean {
  for (const [id, { status }] of commands(session)) if (!known.has(id) && !ENDED.has(status)) return true;
  return false;
}
