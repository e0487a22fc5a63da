/** Whether the page can ask something of a room: a recording is shown and cannot be worked. */
import { liveStore, useLive } from '../live/store.ts';

export function canAct(): boolean {
  return liveStore.getState().status !== 'recording';
}

/** The same inside a component. */
export function useCanAct(): boolean {
  return useLive((state) => state.status !== 'recording');
}
