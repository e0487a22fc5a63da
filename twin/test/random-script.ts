/** Acts drawn from the catalogue by a seed: anything that can be done in a room, sense or not. For tests. */
import type { Room } from '@understudy/contract';
import { findModel, Xoshiro } from '@understudy/sim-devices';
import type { ScriptedAct } from '../src/index.ts';

/** `count` acts, 0.1 to 2 s apart, from the third second on. The E-stop comes now and then and is released at once. */
export function randomScript(room: Room, seed: number, count: number): readonly ScriptedAct[] {
  const random = new Xoshiro(seed);
  const choices: (Omit<ScriptedAct, 'atMs'> & { readonly min?: number; readonly max?: number })[] = [];
  for (const { plants } of room.physics) {
    for (const [plant, definition] of Object.entries(plants)) {
      for (const [action, { value }] of Object.entries(findModel(definition.model)?.actions ?? {})) {
        choices.push({ plant, action, ...(value && { min: value.min, max: value.max }) });
      }
    }
  }
  const acts: ScriptedAct[] = [];
  let atMs = 3000;
  for (let index = 0; index < count; index += 1) {
    atMs += 100 + random.below(1900);
    const choice = choices[random.below(choices.length)];
    if (choice === undefined) continue;
    const { plant, action, min = 0, max = 0 } = choice;
    acts.push({ atMs, plant, action, ...(max > min && { value: min + ((max - min) * random.below(1001)) / 1000 }) });
    if (index % 40 === 39) {
      acts.push({
        atMs: atMs + 50,
        plant: `estop_${Object.keys(room.manifest.circuits.estop.buttons)[0]}`,
        action: 'press',
      });
      acts.push({
        atMs: atMs + 90,
        plant: `estop_${Object.keys(room.manifest.circuits.estop.buttons)[0]}`,
        action: 'release',
      });
    }
  }
  return acts;
}
