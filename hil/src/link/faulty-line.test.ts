/** Faults of a line: as many as its rates say, the same for a seed, each counted. */
import { describe, expect, it, vi } from 'vitest';
import { faultyLine, type LineFaults } from './faulty-line.ts';
import { type Line, LineListeners } from './stream.ts';

/** A line that keeps what is written, and says what the test says. */
function kept(): { line: Line; written: number[][]; say: (bytes: readonly number[]) => void; closed: () => boolean } {
  const listeners = new LineListeners();
  const written: number[][] = [];
  const line: Line = {
    write: (bytes) => void written.push([...bytes]),
    onData: (listener) => listeners.onData(listener),
    onEnd: (listener) => listeners.onEnd(listener),
    close: async () => listeners.end('closed'),
  };
  return { line, written, say: (bytes) => listeners.data(Uint8Array.from(bytes)), closed: () => listeners.ended };
}

/** A thousand frames through faults; what came out, frame by frame. */
function carried(seed: number, faults: LineFaults, chunk: number): { out: string; fired: Record<string, number> } {
  const { line, written } = kept();
  const faulty = faultyLine(line, seed);
  faulty.spoil({ toBoard: faults });
  const bytes = Array.from({ length: 1000 }, (_, index) => [1 + (index % 255), 9, 9, 0]).flat();
  for (let at = 0; at < bytes.length; at += chunk) faulty.write(Uint8Array.from(bytes.slice(at, at + chunk)));
  return { out: written.flat().join(), fired: { ...faulty.fired } };
}

describe('a faulty line', () => {
  it('does each fault about as often as it was told, and counts it', () => {
    const rate = 0.1;
    const { fired } = carried(1, { drop: rate, corrupt: rate, duplicate: rate, truncate: rate }, 4);
    for (const kind of ['drop', 'corrupt', 'duplicate', 'truncate']) {
      expect(fired[kind], kind).toBeGreaterThan(40);
      expect(fired[kind], kind).toBeLessThan(160);
    }
  });

  it('does the same for a seed, whatever chunks the frames come in', () => {
    const faults = { drop: 0.05, corrupt: 0.05, duplicate: 0.05, truncate: 0.05 };
    expect(carried(7, faults, 1)).toEqual(carried(7, faults, 333));
    expect(carried(7, faults, 4).out).not.toBe(carried(8, faults, 4).out);
  });

  it('harms nothing when it is told nothing', () => {
    expect(carried(3, {}, 5).fired).toEqual({ drop: 0, corrupt: 0, duplicate: 0, truncate: 0, delay: 0, yank: 0 });
  });

  it('delays frames and keeps their order', () => {
    vi.useFakeTimers();
    try {
      const { line, written } = kept();
      const faulty = faultyLine(line, 1);
      faulty.spoil({ toBoard: { delay: { rate: 1, ms: 20 } } });
      faulty.write(Uint8Array.of(1, 0));
      faulty.spoil({});
      faulty.write(Uint8Array.of(2, 0));
      expect(written).toEqual([]);
      vi.advanceTimersByTime(20);
      expect(written.flat()).toEqual([1, 0, 2, 0]);
      expect(faulty.fired.delay).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is dead both ways once it is pulled, and says so', () => {
    const { line, written, say } = kept();
    const faulty = faultyLine(line, 1);
    const heard: number[] = [];
    const ends: string[] = [];
    faulty.onData((chunk) => heard.push(...chunk));
    faulty.onEnd((reason) => ends.push(reason));
    say([5, 0]);
    faulty.yank();
    say([6, 0]);
    faulty.write(Uint8Array.of(7, 0));
    expect([heard, written.flat(), ends]).toEqual([[5, 0], [], ['the cable was pulled']]);
    expect(faulty.fired.yank).toBe(1);
  });
});
