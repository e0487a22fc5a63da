import { type Static, Type } from 'typebox';
import { Id } from './common.ts';
import type { PhysicsDefinition } from './physics.ts';

const closed = { additionalProperties: false } as const;

/**
 * `calibration.yaml`: parameters of plants as measured on real devices. They lie over those of `physics/*.yaml`, so that the
 * twin moves as the room does.
 */
export const CalibrationDefinition = Type.Object(
  {
    measured: Type.Array(
      Type.Object(
        {
          plant: Id,
          parameter: Type.String(),
          value: Type.Number(),
          interval: Type.Array(Type.Number(), {
            minItems: 2,
            maxItems: 2,
            description: '95 %, in the unit of the value',
          }),
          n: Type.Integer({ minimum: 1, description: 'samples' }),
          serial: Type.String({ description: 'of the controller that it was measured with' }),
          date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type CalibrationDefinition = Static<typeof CalibrationDefinition>;

/** The physics with what was measured in place of what was taken. A plant that is in neither file stays as it is. */
export function calibrated(
  physics: readonly PhysicsDefinition[],
  { measured }: CalibrationDefinition,
): PhysicsDefinition[] {
  return physics.map((file) => {
    const plants = Object.entries(file.plants).map(([id, plant]) => {
      const params = measured.filter((one) => one.plant === id).map(({ parameter, value }) => [parameter, value]);
      if (params.length === 0) return [id, plant];
      return [id, { ...plant, params: { ...plant.params, ...Object.fromEntries(params) } }];
    });
    return { ...file, plants: Object.fromEntries(plants) };
  });
}
