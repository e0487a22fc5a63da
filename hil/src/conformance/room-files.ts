/** The controllers of a room's folder with their tables, whatever files there are. The room's own check is not done here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ControllerDefinition, compileTable, type RoomManifest } from '@understudy/contract';
import { parse } from 'yaml';
import type { InstalledController } from './cases/rooms.ts';

/**
 * Every controller of `folder` (such as `rooms/clockwork`), by file name.
 * @throws TableError for a definition that cannot be compiled
 */
export function readControllers(folder: string): readonly InstalledController[] {
  const read = (...path: readonly string[]): unknown => parse(readFileSync(join(folder, ...path), 'utf8'));
  const room = read('room.yaml') as RoomManifest;
  const names = readdirSync(join(folder, 'controllers')).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => {
    const definition = read('controllers', name) as ControllerDefinition;
    return { definition, table: compileTable(room, definition) };
  });
}
