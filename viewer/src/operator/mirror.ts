/** A bench's picture, put where the 3D room and the directory of props look for what a room says. */
import { useEffect } from 'react';
import { directoryOf } from '../live/room-directory.ts';
import { liveStore, loadRoom, takeMessage, useLive } from '../live/store.ts';
import type { MirrorView } from './messages.ts';
import { useOperator } from './store.ts';

/** Follows the mirror of a bench into the live view, and has the room's files fetched once. */
export function useMirror(bench: string): MirrorView | undefined {
  const mirror = useOperator((page) => page.mirrors[bench]);
  const known = useLive(({ room }) => room !== undefined);
  useEffect(() => {
    if (!known) void loadRoom();
  }, [known]);
  useEffect(() => {
    const { view } = liveStore.getState();
    // Each is whole, so it is a snapshot; its number goes on, for what glides.
    takeMessage({ type: 'snapshot', seq: view.seq + 1, entries: mirror?.entries ?? {} });
    liveStore.setState({ status: 'bench' });
  }, [mirror]);
  return mirror;
}

/** Ids of a controller's devices; undefined until the room is known. The same list while the room is the same. */
export function devicesOf(controller: string): readonly string[] | undefined {
  const { room } = liveStore.getState();
  if (room === undefined) return undefined;
  return [...directoryOf(room).devices.values()]
    .filter((device) => device.controller === controller)
    .map(({ id }) => id);
}
