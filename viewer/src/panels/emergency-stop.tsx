/** The mushroom button: presses an emergency stop of the room, by wire where the room is a twin, else by the engine. */
import type { ReactElement } from 'react';
import { operate } from '../app/actions.ts';
import { notify, openTab, uiStore } from '../app/ui-store.ts';
import { callApi } from '../live/rest.ts';
import { directoryOf } from '../live/room-directory.ts';
import { liveStore, useLive } from '../live/store.ts';

/** Presses the first emergency stop; if no prop takes it, the engine latches by itself. */
async function stopEverything(): Promise<void> {
  openTab('safety');
  const { room } = liveStore.getState();
  const [prop] = room === undefined ? [] : directoryOf(room).estops;
  if (prop !== undefined) {
    const answer = await callApi('/api/act', { plant: prop, action: 'press' }, uiStore.getState().operator);
    if (answer.ok) return;
  }
  if (!(await operate({ action: 'ESTOP' }))) {
    notify('trouble', 'The emergency stop was not taken. Press a button in the room.');
  }
}

export function EmergencyStop(): ReactElement {
  const safety = useLive((state) => state.view.engine?.roomSafety);
  const latched = safety?.latched === true || safety?.kind === 'E_STOP';
  return (
    <button
      type="button"
      className={latched ? 'estop latched' : 'estop'}
      aria-pressed={latched}
      onClick={() => void stopEverything()}
    >
      <span className="estop-cap" aria-hidden="true" />
      <span className="estop-word">{latched ? 'Stopped' : 'E-stop'}</span>
    </button>
  );
}
