/** A slow actuator: stiff, worn, cold. It gets there, but takes a multiple of its time. */
import { plantFaultKind } from './plant-fault-kind.ts';

/** Params that a slow plant has more of (times), or less of (rates and accelerations), by model. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  load: ['switchMs'],
  lamp: ['inertiaMs'],
  maglock: ['releaseMs', 'pullInMs'],
  linear: ['travelMs', 'springReturnMs'],
  sprung: ['delayMs', 'moveMs'],
};
const RATES: Readonly<Record<string, readonly string[]>> = {
  travel: ['accelStepsPerS2'],
  rotor: ['accelStepsPerS2'],
  servo: ['rateDegPerS'],
};
/** What takes no time when it is sound takes so much for each count of the factor. */
const FROM_NOTHING_MS = 50;

export const SLOW = plantFaultKind({
  name: 'actuator.slow',
  title: 'An actuator takes a multiple of its time',
  models: [...Object.keys(TIMES), ...Object.keys(RATES)],
  isMechanical: true,
  least: 240_000,
  values: { factor: { min: 2, max: 20, default: 4, unit: 'times' } },
  excuses: {
    12: 'what goes off slowly overlaps with what excludes it: relays tell nobody that they have opened',
    20: 'devices without a read-back are COMPLETED after their usual time',
  },
  begin({ session, index }, plant, { factor = 4 }) {
    const { faults } = session.world;
    const sound = faults.params(plant);
    const model = index.plants.get(plant)?.definition.model ?? '';
    const slow: Record<string, number> = { ...sound };
    for (const name of TIMES[model] ?? []) {
      // 0 of a spring means that there is none.
      const time = sound[name] ?? 0;
      slow[name] = time > 0 || name === 'springReturnMs' ? time * factor : FROM_NOTHING_MS * factor;
    }
    for (const name of RATES[model] ?? []) slow[name] = Math.max(1, Math.round((sound[name] ?? 1) / factor));
    faults.retune(plant, slow);
    let seen = JSON.stringify(session.world.truth(plant));
    return {
      shows: () => {
        const now = JSON.stringify(session.world.truth(plant));
        const moved = now !== seen;
        seen = now;
        return moved;
      },
      mend: () => faults.retune(plant, sound),
    };
  },
});
