/** The page's state from the server: the live view, how the connection is, and the room's files. */
import type { Room } from '@understudy/contract';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type ConnectionStatus, keepConnected } from './connection.ts';
import type { LiveMessage } from './messages.ts';
import { openSocket } from './open-socket.ts';
import { reduceLive } from './reducer.ts';
import { callApi } from './rest.ts';
import { EMPTY_VIEW, type LiveView } from './view.ts';

/** The room as `GET /api/room` tells it: what the viewer needs of `Room`. */
export type RoomFiles = Omit<Room, 'players'>;

export interface LiveState {
  readonly view: LiveView;
  /** `recording`, `bench`: what is shown comes from a file or from a bench, and nothing can be asked of it. */
  readonly status: ConnectionStatus | 'recording' | 'bench';
  /** Page time (performance.now) at which the run entry and the timer entry came. */
  readonly runReceivedAtMs: number;
  readonly timerReceivedAtMs: number;
  readonly room: RoomFiles | undefined;
  readonly roomProblem: string | undefined;
}

export const liveStore = createStore<LiveState>(() => ({
  view: EMPTY_VIEW,
  status: 'connecting',
  runReceivedAtMs: 0,
  timerReceivedAtMs: 0,
  room: undefined,
  roomProblem: undefined,
}));

/** Selects from the live state inside a component. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(liveStore, select);
}

/** Starts the socket and the fetch of the room's files; the returned function ends the connection. */
export function startLive(): () => void {
  void loadRoom();
  return keepConnected(() => openSocket('/api/live'), {
    onMessage: takeMessage,
    onStatus: (status) => {
      const { room } = liveStore.getState();
      if (status === 'live' && room === undefined) void loadRoom();
      liveStore.setState({ status });
    },
  });
}

/** Takes a message into the view; false when it does not follow on. */
export function takeMessage(message: LiveMessage): boolean {
  const before = liveStore.getState();
  const reduced = reduceLive(before.view, message);
  if (!reduced.ok) return false;
  const nowMs = performance.now();
  const { view } = reduced;
  liveStore.setState({
    view,
    runReceivedAtMs: view.run === before.view.run ? before.runReceivedAtMs : nowMs,
    timerReceivedAtMs: view.timer === before.view.timer ? before.timerReceivedAtMs : nowMs,
  });
  return true;
}

/** Fetches the room's files into the state. */
export async function loadRoom(): Promise<void> {
  const answer = await callApi('/api/room');
  // The engine is this page's own server and checks room files before it starts.
  if (answer.ok) liveStore.setState({ room: answer.value as RoomFiles, roomProblem: undefined });
  else liveStore.setState({ roomProblem: answer.message });
}
