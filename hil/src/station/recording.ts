/** Programmes and their recordings, with patience: one of a test that failed in its middle may still run, an end be a moment away. */
import { BenchError, type BenchErrorCode } from '../bench/errors.ts';
import type { Programme, Recording } from '../bench/types.ts';
import type { Station } from './types.ts';

/** At most half a minute, which is longer than any programme. */
const PATIENCE_MS = 10;
const PATIENCE_TRIES = 3000;

/** Loads as soon as no other programme runs. @throws BenchError PROGRAMME_INVALID, PROGRAMME_TOO_LONG */
export function loadInTurn(station: Station, programme: Programme): Promise<void> {
  return patiently(station, 'BENCH_BUSY', () => station.bench.load(programme));
}

/** The recording of the programme that was started, once it has ended. @throws BenchError RECORDING_OVERFLOW */
export async function wholeRecording(station: Station): Promise<Recording> {
  const recording = await patiently(station, 'NOT_ENDED', () => station.bench.recording());
  if (recording.overflow === 0) return recording;
  throw new BenchError(
    'RECORDING_OVERFLOW',
    `expected a whole recording, seen ${recording.overflow} edges without room`,
  );
}

async function patiently<T>(station: Station, early: BenchErrorCode, act: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      const isEarly = error instanceof BenchError && error.code === early;
      if (!isEarly || tries === PATIENCE_TRIES) throw error;
      await station.pass(PATIENCE_MS);
    }
  }
}
