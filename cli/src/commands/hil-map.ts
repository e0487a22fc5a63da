/** `understudy hil map`: shows the hardware map, or merges into it what is plugged in. */
import { existsSync } from 'node:fs';
import { discover, formatMap, type MapEntry, mergeMap, parseMap } from '@understudy/hil';
import { EXIT } from '../failure.ts';
import { coded } from '../hil/coded.ts';
import { mapText, readMap } from '../hil/hardware-map.ts';
import { writeWhole } from '../output/write-whole.ts';

export interface HilMapOptions {
  readonly generate?: boolean;
  readonly map: string;
  readonly json?: boolean;
}

/** @throws Failure NO_MAP, UNWRITABLE; ConfigurationError with file, line and column of each thing that is wrong */
export function hilMap({ generate = false, map: path, json = false }: HilMapOptions): Promise<number> {
  return coded(async () => {
    if (!generate) {
      const entries = readMap(path);
      console.log(json ? JSON.stringify({ map: path, entries }, undefined, 2) : table(entries));
      return EXIT.ok;
    }
    const previous = existsSync(path) ? mapText(path) : '';
    // What is wrong already is said before anything is looked for, and never overwritten.
    const before = parseMap(previous, path);
    const { boards, unknown } = await discover();
    const entries = mergeMap(before, boards);
    writeWhole(path, formatMap(entries, previous));
    const added = entries.length - before.length;
    if (json) console.log(JSON.stringify({ map: path, added, unknown, entries }, undefined, 2));
    else {
      console.log(table(entries));
      console.log(`${path}: ${entries.length} boards, ${added} of them new`);
      for (const line of unknown) console.error(`unknown board on ${line}: write it into the map by hand`);
      if (added > 0) console.error('A new board is a bench of its own: write down role, bench and controller.');
    }
    return EXIT.ok;
  });
}

const HEADINGS = ['board', 'platform', 'role', 'bench', 'controller', 'line'] as const;

function table(entries: readonly MapEntry[]): string {
  const rows = entries.map(({ id, platform, role, bench, controller = '-', connected, serial }) => [
    ...[id, platform, role, bench, controller],
    connected ? (serial ?? 'boot loader') : 'not connected',
  ]);
  const all = [[...HEADINGS], ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
