/**
 * What people do once everything is sound again: let go of the buttons, give back what they hold, reset safety as two, and
 * let the game go on. They wait between steps as people do.
 */
import type { VirtualSession } from '@understudy/twin';
import type { RoomIndex } from '../monitors/room-index.ts';
import { OperatorConsole } from './operator-console.ts';

const SECOND_US = 1_000_000;
/** From one look at the room to the next. */
const STEP_US = SECOND_US;
/** They give up after so long: the room has 30 s to converge once they are done. */
const PATIENCE_US = 40 * SECOND_US;
/** Nothing was left to do at so many looks one after the other. */
const QUIET_LOOKS = 2;

/** Takes a few seconds; up to 40 when the room does not come right. */
export function putRoomRight(session: VirtualSession, { room, devices }: RoomIndex): void {
  session.process.restart();
  const desk = new OperatorConsole(session, room);
  const endUs = session.nowUs + PATIENCE_US;
  for (let quiet = 0; quiet < QUIET_LOOKS && session.nowUs < endUs; ) {
    session.advance(STEP_US);
    const steps = [...desk.steps(devices.keys())];
    for (const step of steps) step();
    quiet = steps.length > 0 ? 0 : quiet + 1;
  }
}
