/** What is plugged in, put into a map that somebody has written notes and wiring into; as Zephyr's Twister does. */
import { DEFAULT_BAUD } from './read.ts';
import type { MapEntry } from './types.ts';

/** A board that is plugged in now. */
export interface FoundBoard {
  /** Its USB serial. */
  readonly id: string;
  readonly platform: MapEntry['platform'];
  readonly runner: MapEntry['runner'];
  readonly product: string;
  /** Line of its link; null: in its bootloader, which has none. */
  readonly serial: string | null;
}

/**
 * Boards of the map that were found are connected, on the line they were found on; the others are not, and have no line.
 * All else of an entry stays. New boards come last. Emulated ones are never plugged in, and stay as they are.
 */
export function mergeMap(entries: readonly MapEntry[], found: readonly FoundBoard[]): MapEntry[] {
  const byId = new Map(found.map((board) => [board.id, board]));
  const merged = entries.map((entry): MapEntry => {
    if (entry.runner === 'emulator') return entry;
    const board = byId.get(entry.id);
    byId.delete(entry.id);
    if (board === undefined) return { ...entry, connected: false, serial: null };
    return { ...entry, connected: true, product: board.product, serial: board.serial };
  });
  return [...merged, ...[...byId.values()].map(newEntry)];
}

/** A bench of its own by its id, until somebody writes down where it is wired. */
function newEntry({ id, platform, runner, product, serial }: FoundBoard): MapEntry {
  const unwired = { role: 'bench', bench: `bench-${id}` } as const;
  return { id, connected: true, platform, product, runner, serial, baud: DEFAULT_BAUD, fixtures: [], ...unwired };
}
