/** Opens the recording that this page's server has: at the first violation, or where the address says. */
import { directoryOf, titleOfId } from '../live/room-directory.ts';
import { liveStore, loadRoom } from '../live/store.ts';
import { readRecording } from './read-recording.ts';
import type { Recording, RecordingProblem } from './recording.ts';
import { replayStore, showRecording } from './replay.ts';

const US_PER_S = 1_000_000;

/** @param search the query of the page's address; `at` is a second of virtual time */
export async function startReplay(search: string): Promise<void> {
  liveStore.setState({ status: 'recording' });
  const [bytes] = await Promise.all([fetchRecording(), loadRoom()]);
  const { room, roomProblem } = liveStore.getState();
  if (bytes === undefined || room === undefined) {
    const message = roomProblem ?? 'The program that served this page does not answer any more. Start it again.';
    fail({ code: 'UNREACHABLE', message });
    return;
  }
  const { props } = directoryOf(room);
  const result = readRecording(bytes, room.manifest.room, (plant) => props.get(plant)?.title ?? titleOfId(plant));
  if (result.ok) showRecording(result.recording, firstInstant(result.recording, search));
  else fail(result.problem);
}

async function fetchRecording(): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch('/api/recording');
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}

function firstInstant({ violations }: Recording, search: string): number {
  const at = Number.parseFloat(new URLSearchParams(search).get('at') ?? '');
  return Number.isFinite(at) ? at * US_PER_S : (violations[0]?.atUs ?? 0);
}

function fail(problem: RecordingProblem): void {
  replayStore.setState({ phase: 'failed', problem });
}
