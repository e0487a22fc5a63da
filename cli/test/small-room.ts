/** A room on disk that is played in some milliseconds, sound or broken on purpose. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMALL_ROOM } from '../../twin/src/fixtures/small-room.ts';

/** Writes the room into a new folder below the system's temporary one and returns its path. JSON is YAML. */
export function smallRoom(changed: { readonly releaseMs?: number } = {}): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'understudy-campaign-')), 'small');
  const { manifest, graph, objectives, rules, controllers } = SMALL_ROOM;
  const physics = structuredClone(SMALL_ROOM.physics);
  const lock = physics[0]?.plants.gate_lock;
  // Beyond the 100 ms less the circuit's own 50, a pressed egress button does not free the way in time.
  if (lock !== undefined) lock.params = { releaseMs: changed.releaseMs ?? 20 };
  for (const name of ['controllers', 'physics']) mkdirSync(join(folder, name), { recursive: true });
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(folder, `${name}.yaml`), JSON.stringify(value, undefined, 1));
  write('room', manifest);
  write('graph', graph);
  write('objectives', objectives);
  write('rules', rules);
  for (const controller of controllers) write(`controllers/${controller.controller}`, controller);
  for (const part of physics) write(`physics/${part.controller}`, part);
  return folder;
}
