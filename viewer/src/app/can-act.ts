/** Whether the page can ask something of a room: a recording or a bench is shown and cannot be worked. */
import { type LiveState, liveStore, useLive } from '../live/store.ts';

const isRoom = ({ status }: LiveState): boolean => status !== 'recording' && status !== 'bench';

export function canAct(): boolean {
  return isRoom(liveStore.getState());
}

/** The same inside a component. */
export function useCanAct(): boolean {
  return useLive(isRoom);
}
