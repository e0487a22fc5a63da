/** The controllers of rooms/clockwork with their tables, whatever files there are. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ControllerDefinition, compileTable, type RoomManifest } from '@understudy/contract';
import { parse } from 'yaml';
import type { InstalledController } from '../src/index.ts';

const folder = fileURLToPath(new URL('../../rooms/clockwork', import.meta.url));
const read = (path: string): unknown => parse(readFileSync(`${folder}/${path}`, 'utf8'));

/** Every controller, by name. */
export function clockworkControllers(): readonly InstalledController[] {
  const room = read('room.yaml') as RoomManifest;
  const names = readdirSync(`${folder}/controllers`)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return names.map((name) => {
    const definition = read(`controllers/${name}`) as ControllerDefinition;
    return { definition, table: compileTable(room, definition) };
  });
}
