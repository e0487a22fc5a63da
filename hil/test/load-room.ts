/** A room's folder as it stands, for tests: the room's own tests see to it that it is whole. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Room } from '@understudy/contract';
import { parse } from 'yaml';

export const CLOCKWORK = fileURLToPath(new URL('../../rooms/clockwork', import.meta.url));

export function readRoom(folder: string = CLOCKWORK): Room {
  const read = (path: string): unknown => parse(readFileSync(`${folder}/${path}`, 'utf8'));
  const files = (name: string): string[] =>
    readdirSync(`${folder}/${name}`)
      .filter((file) => file.endsWith('.yaml'))
      .sort();
  const all = (name: string): unknown[] => files(name).map((file) => read(`${name}/${file}`));
  return {
    manifest: read('room.yaml'),
    controllers: all('controllers'),
    graph: read('graph.yaml'),
    objectives: read('objectives.yaml'),
    rules: read('rules.yaml'),
    physics: all('physics'),
    players: Object.fromEntries(files('players').map((file) => [file.slice(0, -5), read(`players/${file}`)])),
    ready: read('ready.yaml'),
  } as unknown as Room;
}
