/** What people do once everything is sound again: let go of the buttons, reset safety as two, go on with the game. */
import type { VirtualSession } from '@understudy/twin';

const SECOND_US = 1_000_000;
/** From letting go of a button to asking for a reset, and from there to the second person's word. */
const STEP_US = 2 * SECOND_US;

/** Takes a few seconds of the 30 that the room has to converge. */
export function putRoomRight(session: VirtualSession): void {
  for (const plant of session.world.plantIds) {
    if (plant.startsWith('estop_') && session.world.truth(plant)?.pressed === true) session.act(plant, 'release');
  }
  session.advance(STEP_US);
  if (isLatched(session)) {
    session.operator('gamemaster', { action: 'REQUEST_SAFETY_RESET' });
    session.advance(STEP_US);
    const reset = session.engine.view().get('reset') as { token?: string } | undefined;
    if (reset?.token !== undefined) {
      session.operator('technician', { action: 'CONFIRM_SAFETY_RESET', token: reset.token });
      session.advance(STEP_US);
    }
  }
  session.operator('gamemaster', { action: 'RESUME_DISPATCH' });
  session.operator('gamemaster', { action: 'RESUME_TIMER' });
}

function isLatched(session: VirtualSession): boolean {
  const engine = session.engine.view().get('engine') as { roomSafety?: { latched?: boolean } } | undefined;
  return engine?.roomSafety?.latched === true;
}
