/** An actuator that stops short: something stands in its way. */
import { plantFaultKind } from './plant-fault-kind.ts';

const WHOLE_DEG = 180;
const NEAR = 0.005;

export const PARTIAL = plantFaultKind({
  name: 'actuator.partial',
  title: 'An actuator stops short of its end',
  models: ['linear', 'travel', 'servo'],
  isMechanical: true,
  least: 420_000,
  values: { position: { min: 5, max: 95, default: 60, unit: 'percent' } },
  excuses: {
    14: 'steps that an obstacle has swallowed count as travelled: a drive comes to its limit switch at full speed',
    20: 'devices without a read-back are COMPLETED after their usual time, wherever they stand',
  },
  begin({ session }, plant, { position = 60 }) {
    const { world } = session;
    const at = position / 100;
    world.faults.obstruct(plant, at);
    return {
      shows: () => {
        const { position: part, angle_deg: angle } = world.truth(plant) ?? {};
        return Math.abs((angle === undefined ? Number(part) : Number(angle) / WHOLE_DEG) - at) < NEAR;
      },
      mend: () => world.faults.obstruct(plant, undefined),
    };
  },
});
